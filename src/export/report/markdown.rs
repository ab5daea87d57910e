//! The report as Markdown: headings, lists and tables (GitHub's), without drawings.

use super::{Block, Cell, Document, Table};
use std::fmt::Write as _;

pub fn write(document: &Document) -> String {
    let mut out = format!("# {}\n\n", plain(&document.title));
    facts(&mut out, &document.cover);
    for section in &document.sections {
        let _ = write!(out, "## {}\n\n", plain(&section.title));
        for block in &section.blocks {
            self::block(&mut out, block);
        }
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn block(out: &mut String, block: &Block) {
    let _ = match block {
        Block::Heading(text) => write!(out, "### {}\n\n", plain(text)),
        Block::Text(text) => write!(out, "{}\n\n", lines(text, "  \n")),
        Block::Note(text) => write!(out, "*{}*\n\n", lines(text, "  \n")),
        Block::Figures(figures) => {
            let swapped: Vec<(String, String)> =
                figures.iter().map(|(value, label)| (label.clone(), value.clone())).collect();
            facts(out, &swapped);
            Ok(())
        }
        Block::Facts(all) => {
            facts(out, all);
            Ok(())
        }
        Block::List(items) => {
            items.iter().for_each(|item| item_of(out, &lines(item, "<br>")));
            out.push('\n');
            Ok(())
        }
        Block::Table(table) => {
            self::table(out, table);
            Ok(())
        }
        Block::Drawing(_) => Ok(()),
    };
}

fn item_of(out: &mut String, text: &str) {
    let _ = writeln!(out, "- {text}");
}

fn facts(out: &mut String, facts: &[(String, String)]) {
    for (label, text) in facts {
        item_of(out, &format!("**{}** {}", plain(label), lines(text, "<br>")));
    }
    out.push('\n');
}

fn table(out: &mut String, table: &Table) {
    let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    *out += &row(table.columns.iter().map(|column| plain(&column.title)).collect());
    let rules = (0..table.columns.len()).map(|at| if table.is_counted(at) { "---:" } else { "---" }.to_owned());
    *out += &row(rules.collect());
    for cells in &table.rows {
        *out += &row(cells.iter().map(cell).collect());
    }
    out.push('\n');
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Empty | Cell::Blank => String::new(),
        Cell::Text(text) | Cell::Number(text) | Cell::Level(_, text) => lines(text, "<br>"),
        Cell::Strong(text) => text.lines().map(|line| format!("**{}**", plain(line))).collect::<Vec<_>>().join("<br>"),
        Cell::Muted(text) => format!("*{}*", lines(text, "<br>")),
        Cell::Linked(text, links) => {
            let links = links.iter().map(|link| format!("[{}](<{}>)", plain(&link.text), link.address));
            let words = text.lines().map(plain);
            words.chain(links).collect::<Vec<_>>().join("<br>")
        }
    }
}

fn lines(text: &str, between: &str) -> String {
    text.lines().map(plain).collect::<Vec<_>>().join(between)
}

/// A line whose signs are no Markdown and no HTML.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars().map(|c| if c.is_control() { ' ' } else { c }) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '>' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    // What would make a list of a line.
    match out.as_bytes() {
        [b'-' | b'+', ..] => format!("\\{out}"),
        _ => out,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_stays_what_it_is() {
        assert_eq!(
            plain("<script> a|b *c* _d_ [e](f) & -g"),
            "&lt;script\\> a\\|b \\*c\\* \\_d\\_ \\[e\\](f) &amp; -g"
        );
        assert_eq!(plain("- no list"), "\\- no list");
        assert_eq!(lines("one\ntwo", "<br>"), "one<br>two");
    }
}
