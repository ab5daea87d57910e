//! Every language says the same things: same ids, same arguments, every vocabulary, and French as French is set.

use coexist::model::{
    Deployment, FileStore, Gateway, Link, LinkKind, Pool, Server, Site, SqlInstance, SqlServer, UserGroup,
};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A message: its arguments and what it says, variants one after the other.
#[derive(Debug, Default)]
struct Said {
    arguments: BTreeSet<String>,
    text: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn languages() -> BTreeMap<String, BTreeMap<String, Said>> {
    let mut all = BTreeMap::new();
    for folder in fs::read_dir(root().join("assets/i18n")).unwrap() {
        let folder = folder.unwrap().path();
        let source = fs::read_to_string(folder.join("coexist.ftl")).unwrap();
        let resource = fluent_syntax::parser::parse(source.as_str())
            .unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", folder.display()));
        let mut messages = BTreeMap::new();
        for entry in resource.body {
            let Entry::Message(message) = entry else { continue };
            let id = message.id.name.to_owned();
            let mut said = Said::default();
            gather(message.value.as_ref().unwrap_or_else(|| panic!("“{id}” says nothing")), &mut said);
            assert!(messages.insert(id.clone(), said).is_none(), "“{id}” stands twice in {}", folder.display());
        }
        all.insert(folder.file_name().unwrap().to_str().unwrap().to_owned(), messages);
    }
    all
}

fn gather(pattern: &Pattern<&str>, said: &mut Said) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => said.text.push_str(value),
            PatternElement::Placeable { expression } => {
                // A place-holder is text of unknown content: a letter keeps what stands around it apart.
                said.text.push('x');
                match expression {
                    Expression::Inline(inline) => argument(inline, said),
                    Expression::Select { selector, variants } => {
                        argument(selector, said);
                        for variant in variants {
                            said.text.push('\n');
                            gather(&variant.value, said);
                        }
                    }
                }
            }
        }
    }
}

fn argument(inline: &InlineExpression<&str>, said: &mut Said) {
    match inline {
        InlineExpression::VariableReference { id } => {
            said.arguments.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            for inline in &arguments.positional {
                argument(inline, said);
            }
        }
        InlineExpression::StringLiteral { value } => said.text.push_str(value),
        _ => {}
    }
}

#[test]
fn every_language_has_the_same_messages_and_arguments() {
    let all = languages();
    let english = &all["en"];
    for (tag, messages) in &all {
        let ids = |of: &BTreeMap<String, Said>| of.keys().cloned().collect::<BTreeSet<_>>();
        let (here, there) = (ids(english), ids(messages));
        let missing: Vec<_> = here.difference(&there).collect();
        let extra: Vec<_> = there.difference(&here).collect();
        assert!(missing.is_empty() && extra.is_empty(), "{tag}: missing {missing:?}, not in English {extra:?}");
        for (id, said) in messages {
            assert_eq!(english[id].arguments, said.arguments, "arguments of “{id}” in {tag}");
        }
    }
}

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            out.push(path);
        }
    }
}

/// The ids of every vocabulary that `words!` declares anywhere, read from the sources so that none is forgotten.
fn vocabulary() -> Vec<String> {
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    let mut ids = Vec::new();
    for file in files {
        let source = fs::read_to_string(&file).unwrap();
        for block in source.split("\nwords! {\n").skip(1) {
            let block = &block[..block.find("\n}").unwrap()];
            let mut prefix = "";
            for line in block.lines() {
                let mut rest = line.split("//").next().unwrap();
                if let Some((_, after)) = rest.split_once(" as \"") {
                    (prefix, rest) = after.split_once('"').unwrap();
                }
                for part in rest.split("= \"").skip(1) {
                    ids.push(format!("{prefix}-{}", part.split('"').next().unwrap()));
                }
            }
        }
    }
    ids
}

fn facts() -> BTreeSet<String> {
    macro_rules! names {
        ($($object:ident),*) => { [$($object::FACTS.iter().map(|info| info.name).collect::<Vec<_>>()),*].concat() };
    }
    let mut all = names!(Deployment, Site, Pool, Server, SqlServer, SqlInstance, FileStore, Gateway, Link, UserGroup);
    // What can be missing without being one fact of one object.
    all.extend(["users", "pack", "phases", "servers"]);
    all.extend(LinkKind::KEYS);
    all.into_iter().map(|name| format!("fact-{name}")).collect()
}

#[test]
fn every_vocabulary_key_and_every_fact_has_a_word() {
    let vocabulary = vocabulary();
    for id in ["version-lync-2013", "edition-standard", "subject-sql-instance", "level-advice", "mediation-mode-none"] {
        assert!(vocabulary.iter().any(|other| other == id), "the sources were not understood: no “{id}”");
    }
    for (tag, messages) in languages() {
        let missing: Vec<_> =
            vocabulary.iter().chain(&facts()).filter(|id| !messages.contains_key(*id)).cloned().collect();
        assert!(missing.is_empty(), "{tag} has no words for {missing:?}");
    }
}

/// Vocabularies whose words are names of products, and lines that only programs and places read.
const NAMES: &[&str] = &[
    "version-",
    "edition-",
    "sql-version-",
    "export-form-",
    "sql-edition-",
    "os-",
    "diagram-version-",
    "cli-usage-",
    "mailbox-version-",
    "um-version-",
    "chat-client-lync-2013",
    "client-",
    // Texts of the product that Microsoft published in English only.
    "rules-mon-005-vendor",
    "rules-sql-025-vendor",
    "hypervisor-",
    "processor-",
    "rules-cap-005-vendor",
];

/// Names, and words that French writes as English does.
const SAME: &[&str] = &[
    "A/V",
    "Active",
    "Appliance",
    "Applications",
    "Apps",
    "Arguments",
    "Branch",
    "BackCompatSite",
    "CMS",
    "CWA",
    "Chat",
    "Client",
    "Clients",
    "Coexist",
    "Coexistence",
    "Communicator",
    "Access",
    "DFS",
    "Date",
    "Directory",
    "Edge",
    "Enterprise",
    "Exchange",
    "Express",
    "Export-CsRgsConfiguration",
    "Group",
    "IP-PBX",
    "IPv6",
    "Import-CsRgsConfiguration",
    "Instances",
    "Logo",
    "Move-CsLegacyUser",
    "Move-CsRgsConfiguration",
    "Move-CsUser",
    "NAT",
    "Note",
    "Notes",
    "OK",
    "Office",
    "Options",
    "Phase",
    "Phases",
    "Plan",
    "Pool",
    "Port",
    "Reporting",
    "SRV",
    "SBC",
    "SQL",
    "Server",
    "Service",
    "Services",
    "SharePoint",
    "Site",
    "Standard",
    "Survivable",
    "TCP",
    "TLS",
    "Topologies",
    "Version",
    "Web",
    "Workgroup",
    "XMPP",
    "min",
    "pack",
    "pool",
    "pools",
    "site",
];

#[test]
fn french_is_not_english() {
    let all = languages();
    for (id, french) in &all["fr"] {
        if NAMES.iter().any(|prefix| id.starts_with(prefix)) || french.text != all["en"][id].text {
            continue;
        }
        // A place-holder, a number, an arrow or a sign is the same in every language.
        let word = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() > 1;
        let words = french.text.split(|c: char| c.is_whitespace() || ",.:·()…".contains(c)).filter(word);
        let other: Vec<_> = words.filter(|word| !SAME.contains(word)).collect();
        assert!(other.is_empty(), "“{id}” is not translated: {other:?} in {}", french.text);
    }
}

#[test]
fn french_is_set_as_french() {
    const NARROW: char = '\u{202f}';
    for (id, said) in &languages()["fr"] {
        let text: Vec<char> = said.text.chars().collect();
        for (at, &c) in text.iter().enumerate() {
            let before = at.checked_sub(1).map(|at| text[at]);
            let after = text.get(at + 1).copied();
            let here = || format!("“{id}”: {}", said.text);
            match c {
                ';' | '?' | '!' | '»' => assert_eq!(before, Some(NARROW), "no U+202F before {c} in {}", here()),
                '«' => assert_eq!(after, Some(NARROW), "no U+202F after « in {}", here()),
                // A colon inside a time, a URL or a path is no punctuation.
                ':' if after.is_none_or(char::is_whitespace) => {
                    assert_eq!(before, Some('\u{a0}'), "no U+00A0 before : in {}", here());
                }
                '\'' => panic!("' instead of ’ in {}", here()),
                '“' | '”' => panic!("“” instead of « » in {}", here()),
                _ => {}
            }
        }
    }
}

#[test]
fn english_is_set_as_english() {
    // A vendor's message is quoted as it is published.
    for (id, said) in languages()["en"].iter().filter(|(id, _)| !id.ends_with("-vendor")) {
        assert!(!said.text.contains(['"', '«', '»']), "quotes of “{id}” are not “these”: {}", said.text);
        assert!(!said.text.contains('\''), "' instead of ’ in “{id}”: {}", said.text);
        assert!(!said.text.contains("..."), "... instead of … in “{id}”: {}", said.text);
    }
}
