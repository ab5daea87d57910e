//! Files from strangers: refused in words, and never a panic, a hang or a full memory.

#[path = "support/files.rs"]
mod files;

use coexist::import::{self, limits::*};
use coexist::text::Lang;
use files::*;
use proptest::prelude::*;
use std::time::{Duration, Instant};

fn refused(bytes: &[u8], id: &str) {
    let start = Instant::now();
    let error = refusal(bytes);
    assert_eq!(error.message().id, id);
    for lang in Lang::all() {
        let words = lang.say(&error.message());
        assert!(words.contains("test.xml") && !words.contains('{'), "{}: {words}", lang.tag());
    }
    assert!(start.elapsed() < Duration::from_secs(20), "{id} took too long");
}

#[test]
fn what_is_no_topology_is_refused_in_words() {
    refused(b"", "import-empty");
    refused(b" \r\n ", "import-empty");
    refused(b"(format: \"coexist\")", "import-not-well-formed");
    refused(b"<html/>", "import-not-a-topology");
    refused(b"<Topology xmlns='urn:other'/>", "import-not-a-topology");
    refused(b"<DocItemSet/>", "import-no-topology-inside");
    refused(
        b"<TopologyBuilder xmlns='urn:schema:Microsoft.Rtc.Management.Deploy.TopologyBuilder.2008'/>",
        "import-no-topology-inside",
    );
    refused(&[0xff, 0xfe, 0x00, 0xd8, 0x20, 0x00], "import-encoding");
    refused(b"<a b='\xff'/>", "import-encoding");
    assert!(!import::looks_like_topology(b"(format: \"coexist\")") && !import::looks_like_topology(b""));
}

#[test]
fn what_is_not_well_formed_is_refused_with_its_place() {
    let cases: [(&str, (u32, u32)); 4] = [
        ("\n\n<a>\n  <b></a>", (4, 6)),
        ("<a>\n<b/>", (2, 5)),
        ("<a>\n &nothing; </a>", (2, 2)),
        ("<a>\n<b c='1' c='2'/></a>", (2, 10)),
    ];
    for (text, place) in cases {
        refused(text.as_bytes(), "import-not-well-formed");
        assert_eq!(refusal(text.as_bytes()).place(), Some(place), "{text}");
    }
    let half = &PUBLISHED[..PUBLISHED.len() / 2];
    refused(half.as_bytes(), "import-not-well-formed");
    assert!(refusal(half.as_bytes()).place().is_some());
}

#[test]
fn a_document_type_is_refused_whatever_it_holds() {
    let bomb = "<!DOCTYPE a [<!ENTITY x '0123456789'><!ENTITY y '&x;&x;&x;&x;&x;&x;&x;&x;'>]>\n";
    refused(format!("{bomb}<a>&y;</a>").as_bytes(), "import-document-type");
    refused(format!("{bomb}{PUBLISHED}").as_bytes(), "import-document-type");
    refused(b"<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", "import-document-type");
}

#[test]
fn a_file_is_refused_by_its_size_before_it_is_read() {
    let start = Instant::now();
    refused(&vec![b' '; MAX_FILE_BYTES + 1], "import-too-large");
    assert!(start.elapsed() < Duration::from_secs(2));
    let mut packed = zip(&[("DocItemSet.xml", b"")]);
    packed.resize(MAX_ZIP_BYTES + 1, 0);
    refused(&packed, "import-too-large");
}

#[test]
fn a_text_that_would_cost_more_than_its_size_is_refused() {
    refused(("<a>".repeat(1_000_000)).as_bytes(), "import-too-deep");
    refused(format!("<a>{}</a>", "<b/>".repeat(MAX_MARKUP)).as_bytes(), "import-too-many-elements");
    let attributes: String = (0..100_000).map(|n| format!(" a{n}=''")).collect();
    refused(format!("<a{attributes}/>").as_bytes(), "import-too-many-attributes");
    let prefixes: String = (0..1_000).map(|n| format!("<a xmlns:p{n}='u'>")).collect();
    refused(prefixes.as_bytes(), "import-too-many-attributes");
}

/// Well-formed files within every limit of size that try to make each step dear.
#[test]
fn a_hostile_topology_costs_no_more_than_its_size() {
    let published = |clusters: &str, services: &str| {
        format!(
            "<Topology xmlns='urn:schema:Microsoft.Rtc.Management.Deploy.Topology.2008'><Sites><CentralSite SiteId='1'/></Sites><Clusters>{clusters}</Clusters><SqlInstances/><Services>{services}</Services></Topology>"
        )
    };
    let pool = "<Cluster Fqdn='a.b' RequiresSetup='true'><ClusterId SiteId='1' Number='1'/></Cluster>";
    let quick = |text: String| {
        let start = Instant::now();
        let imported = read(&text);
        assert!(start.elapsed() < Duration::from_secs(30), "{:?}", start.elapsed());
        imported
    };
    refused(published(&pool.repeat(MAX_OBJECTS), "").as_bytes(), "import-too-many-objects");
    // The same name and key over and over.
    assert_eq!(quick(published(&pool.repeat(20_000), "")).plan.today.pools.len(), 20_000);
    // One long name that everything names, and nothing that is found.
    let name = "x".repeat(60_000);
    let dependency =
        "<Dependency><ServiceId SiteId='9' RoleName='Registrar' Instance='1'/></Dependency>".repeat(50_000);
    let service = format!(
        "<Service ServiceVersion='6'><ServiceId SiteId='1' RoleName='{name}' Instance='1'/><DependsOn>{dependency}</DependsOn><InstalledOn><ClusterId SiteId='1' Number='1'/></InstalledOn></Service>"
    );
    let imported = quick(published(pool, &service));
    assert!(imported.notes.iter().all(|note| format!("{note:?}").len() < 3 * MAX_NAME));
    // Registrars that are all each other's backup.
    let backups: String = (0..5_000)
        .map(|n| format!("<Service><ServiceId SiteId='1' RoleName='Registrar' Instance='{n}'/><InstalledOn><ClusterId SiteId='1' Number='{n}'/></InstalledOn><Backup><ServiceId SiteId='1' RoleName='Registrar' Instance='{}'/></Backup></Service>", n ^ 1))
        .collect();
    let clusters: String =
        (0..5_000).map(|n| format!("<Cluster><ClusterId SiteId='1' Number='{n}'/></Cluster>")).collect();
    assert_eq!(quick(published(&clusters, &backups)).plan.today.pools.len(), 5_000);
    // Two zips: nothing but ends of archives, and an end that promises more than there is.
    let mut ends = b"PK\x03\x04".to_vec();
    ends.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0\x2e\0\0\0\0\0\0\0\0\0".repeat(400_000));
    refused(&ends, "import-not-an-archive");
    let mut promise = zip(&[("DocItemSet.xml", b"<a/>")]);
    let end = promise.len() - 22;
    promise[end + 8..end + 12].copy_from_slice(&[0xff, 0xfe, 0xff, 0xfe]);
    refused(&promise, "import-too-many-entries");
}

#[test]
fn a_zip_bomb_is_refused() {
    refused(&zip(&[("DocItemSet.xml", &vec![b' '; 8 << 20])]), "import-zip-bomb");
    let mut text = String::from("<DocItemSet>");
    let mut number = 1u64;
    while text.len() as u64 <= MAX_UNZIPPED_BYTES {
        number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        text.push_str(&format!("{:<60}", number >> 56));
    }
    refused(&zip(&[("DocItemSet.xml", text.as_bytes())]), "import-too-large");
}

#[test]
fn a_zip_with_too_many_entries_is_refused() {
    let names: Vec<String> = (0..=MAX_ZIP_ENTRIES).map(|n| format!("{n}.xml")).collect();
    let entries: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    refused(&zip(&entries), "import-too-many-entries");
}

#[test]
fn a_zip_that_is_damaged_or_something_else_is_refused() {
    let good = zip(&[("DocItemSet.xml", documents(PUBLISHED).as_bytes())]);
    refused(&good[..good.len() / 2], "import-not-an-archive");
    let mut flipped = good.clone();
    flipped[200] ^= 0x55;
    refused(&flipped, "import-not-an-archive");
    refused(&zip(&[("notes.txt", b"hello")]), "import-no-document");
    refused(&zip(&[("DocItemSet.xml", b"")]), "import-empty");
    let mut locked = good;
    let directory = locked.windows(4).rposition(|window| window == b"PK\x01\x02").expect("a directory");
    locked[6] |= 1;
    locked[directory + 8] |= 1;
    refused(&locked, "import-encrypted");
}

#[test]
fn an_export_of_user_data_is_refused_and_never_shown() {
    let text = "<DocItemSet><DocItem Name=\"urn:lcd:secret.person@woodgrove.example\"><Data><HomedResource UserAtHost=\"secret.person@woodgrove.example\"/></Data></DocItem></DocItemSet>";
    let file = zip(&[("DocItemSet.xml", text.as_bytes())]);
    refused(&file, "import-user-data");
    let error = refusal(&file);
    assert!(!format!("{error:?} {error}").contains("secret"));
}

/// What a hand-made mutation puts in place of the value of an attribute.
const VALUES: [&str; 12] = [
    "",
    " ",
    "0",
    "-1",
    "1",
    "2",
    "99999999999999999999",
    "UserServices",
    "1-1",
    "sql1-2lync",
    "é\u{202e}",
    "BackCompatSite",
];

/// Puts other values into some attributes, and takes away, doubles or exchanges some lines.
fn mutated(text: &str, edits: &[(u8, usize, usize)]) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for (kind, at, with) in edits {
        let at = at % lines.len();
        match kind {
            0 => drop(lines.remove(at)),
            1 => lines.insert(at, lines[at].clone()),
            2 => {
                let other = with % lines.len();
                lines.swap(at, other);
            }
            _ => {
                let mut parts: Vec<String> = lines[at].split('"').map(str::to_owned).collect();
                let values = parts.len() / 2;
                if values > 0 {
                    parts[(with % values) * 2 + 1] = VALUES[with % VALUES.len()].to_owned();
                }
                lines[at] = parts.join("\"");
            }
        }
    }
    lines.join("\n")
}

fn opens_or_refuses(bytes: &[u8]) -> Result<(), TestCaseError> {
    match import::read(bytes, "mutated") {
        Ok(imported) => {
            prop_assert_eq!(imported.plan.today.broken(), Vec::<String>::new());
            for note in &imported.notes {
                prop_assert!(!Lang::EN.say(&note.message).is_empty());
            }
        }
        Err(error) => prop_assert!(!Lang::EN.say(&error.message()).is_empty()),
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_mutated_topology_never_panics(
        which in 0usize..3,
        edits in prop::collection::vec((prop_oneof![0u8..3, Just(3), Just(3), Just(3)], any::<usize>(), any::<usize>()), 1..12),
    ) {
        let text = mutated([PUBLISHED, EDITABLE, EDGE_INPUT][which], &edits);
        opens_or_refuses(text.as_bytes())?;
    }

    #[test]
    fn flipped_and_cut_bytes_never_panic(
        packed in any::<bool>(),
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8),
        cut in any::<prop::sample::Index>(),
        whole in any::<bool>(),
    ) {
        let mut file = match packed {
            true => zip(&[("DocItemSet.xml", documents(PUBLISHED).as_bytes())]),
            false => PUBLISHED.as_bytes().to_vec(),
        };
        for (at, byte) in flips {
            let at = at.index(file.len());
            file[at] ^= byte;
        }
        if !whole {
            file.truncate(cut.index(file.len()));
        }
        opens_or_refuses(&file)?;
    }
}
