//! How many users move: a number or a part of them, typed and chosen.

use super::action::said;
use super::panels::form;
use super::widgets;
use crate::edit::Amount;
use crate::message;
use crate::model::{FactKind, Value};
use crate::plan::intents::Share;
use crate::text::{Lang, Message};
use egui::{Response, Ui};

/// What is typed; nothing is everybody.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ShareField {
    pub text: String,
    /// What a bare number is.
    pub percent: bool,
}

impl ShareField {
    pub fn percent(percent: u64) -> Self {
        Self { text: percent.to_string(), percent: true }
    }

    /// What is meant; `None` when it is no number.
    pub fn share(&self) -> Option<Share> {
        let text = self.text.trim();
        let number = text.trim_end_matches('%').trim_end();
        match form::parse(FactKind::Count, number) {
            Ok(None) if number == text => Some(Share::All),
            Ok(Some(Value::Count(count))) if self.percent || number != text => Some(Share::Percent(count)),
            Ok(Some(Value::Count(count))) => Some(Share::Number(count)),
            _ => None,
        }
    }

    /// What moves of so many users, or why nothing does.
    pub fn amount(&self, here: Option<u64>, lang: Lang) -> Result<Amount, Message> {
        let share = self.share().ok_or_else(|| message!("ui-load-no-number"))?;
        share.of(here).ok_or_else(|| match (share, here) {
            (_, Some(0)) => message!("ui-load-nobody-there"),
            (Share::Percent(1..=100), None) => message!("ui-load-part-of-unknown"),
            (Share::Percent(101..), _) => message!("ui-load-over-hundred"),
            (Share::Number(1..), Some(here)) => message!("ui-load-only-so-many", number = lang.number(here)),
            _ => message!("ui-load-nobody"),
        })
    }

    /// A field, and whether its number is of users or in percent.
    pub fn ui(&mut self, ui: &mut Ui, lang: Lang) -> Response {
        let say = |message: Message| said(lang, &message);
        let hint = say(message!("ui-panels-all-users"));
        let edit = egui::TextEdit::singleline(&mut self.text).hint_text(hint).desired_width(72.0);
        let field = ui.add(edit.margin(egui::Margin::symmetric(8, 5)));
        let field = field.accessible_name(say(message!("ui-panels-how-many")));
        ui.spacing_mut().item_spacing.x = 4.0;
        for (percent, text) in [(false, message!("ui-load-in-users")), (true, message!("ui-load-in-percent"))] {
            let text = say(text);
            if widgets::segment(ui, &text, self.percent == percent, false, &text).clicked() {
                self.percent = percent;
                // A number comes next.
                field.request_focus();
            }
        }
        field
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_parts_and_everybody_are_typed() {
        let of = |text: &str, percent| ShareField { text: text.to_owned(), percent }.share();
        assert_eq!(of("", false), Some(Share::All));
        assert_eq!(of("", true), Some(Share::All));
        assert_eq!(of("1 200", false), Some(Share::Number(1_200)));
        assert_eq!(of("10", true), Some(Share::Percent(10)));
        assert_eq!(of("10 %", false), Some(Share::Percent(10)));
        assert_eq!(of("%", false), None);
        assert_eq!(of("many", false), None);
    }

    #[test]
    fn what_cannot_move_is_told_why() {
        let of = |text: &str, here| ShareField { text: text.to_owned(), percent: false }.amount(here, Lang::EN);
        assert_eq!(of("", None), Ok(Amount::All));
        assert_eq!(of("8", Some(7)), Err(message!("ui-load-only-so-many", number = "7")));
        assert_eq!(of("10 %", None), Err(message!("ui-load-part-of-unknown")));
        assert_eq!(of("0", Some(7)), Err(message!("ui-load-nobody")));
        assert_eq!(of("5", Some(0)), Err(message!("ui-load-nobody-there")));
        assert_eq!(of("110 %", Some(9)), Err(message!("ui-load-over-hundred")));
    }
}
