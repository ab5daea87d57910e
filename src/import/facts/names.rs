//! Objects by what people call them: the whole name, or its first label.

use crate::model::*;
use crate::plan::kind_word;
use crate::text::{Lang, folded};
use std::collections::HashMap;

/// Every object of a plan by its names, folded.
pub(in crate::import) struct Names<'a> {
    everything: &'a Topology,
    whole: HashMap<String, Vec<Subject>>,
    hosts: HashMap<String, Vec<Subject>>,
}

impl<'a> Names<'a> {
    pub fn new(everything: &'a Topology) -> Self {
        let mut names = Self { everything, whole: HashMap::new(), hosts: HashMap::new() };
        for subject in everything.subjects() {
            let name = folded(&everything.label(&subject));
            if let Some((host, _)) = name.split_once('.')
                && matches!(
                    subject,
                    Subject::Pool(_) | Subject::Server(_) | Subject::SqlServer(_) | Subject::Gateway(_)
                )
            {
                names.hosts.entry(host.to_owned()).or_default().push(subject.clone());
            }
            // `sql01\LYNC` for `sql01.contoso.com\LYNC`.
            if let (Subject::SqlInstance(_), Some((host, instance))) = (&subject, name.split_once('\\'))
                && let Some((host, _)) = host.split_once('.')
            {
                names.hosts.entry(format!("{host}\\{instance}")).or_default().push(subject.clone());
            }
            if subject == Subject::Deployment {
                for lang in Lang::all() {
                    let word = folded(&lang.word(SubjectKind::PREFIX, subject.kind().key()));
                    let all = names.whole.entry(word).or_default();
                    if all.is_empty() {
                        all.push(subject.clone());
                    }
                }
            }
            names.whole.entry(name).or_default().push(subject);
        }
        names
    }

    /// The objects that a name means: those that bear all of it first, then those whose first label it is.
    pub fn called(&self, name: &str) -> Vec<&Subject> {
        let name = folded(name);
        let whole = self.whole.get(&name).into_iter().flatten();
        whole.chain(self.hosts.get(&name).into_iter().flatten()).collect()
    }

    /// Whether an object bears all of a name.
    pub fn is_whole(&self, subject: &Subject, name: &str) -> bool {
        self.whole.get(&folded(name)).is_some_and(|all| all.contains(subject))
    }

    /// The objects of one kind that a name means.
    pub fn of_kind(&self, kind: SubjectKind, name: &str) -> Vec<Subject> {
        let mut all: Vec<Subject> =
            self.called(name).into_iter().filter(|subject| subject.kind() == kind).cloned().collect();
        if all.iter().any(|subject| self.is_whole(subject, name)) {
            all.retain(|subject| self.is_whole(subject, name));
        }
        all
    }

    /// Whether the kind that somebody wrote beside a name is that of an object, in any language.
    pub fn is_kind(&self, subject: &Subject, kind: &str) -> bool {
        let kind = folded(kind);
        let word = kind_word(self.everything, subject);
        subject.kind().key() == kind
            || Lang::all().any(|lang| {
                folded(&lang.say(&word)) == kind
                    || folded(&lang.word(SubjectKind::PREFIX, subject.kind().key())) == kind
            })
    }

    /// Whether an object stands in the site that somebody wrote beside it.
    pub fn is_in(&self, subject: &Subject, site: &str) -> bool {
        let own = self.everything.site_of(subject);
        own.is_some_and(|own| folded(&self.everything.label(&own.into())) == folded(site))
    }
}
