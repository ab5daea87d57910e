//! Plan files on disk: whole saves, changes behind our back, backups, recovery, what is remembered.

use coexist::format::store::*;
use coexist::format::write;
use coexist::plan::Plan;
use coexist::plan::testing::{large_plan, random_plan};
use coexist::text::Lang;
use std::fs;
use std::path::Path;
use std::sync::Arc;

fn folders(dir: &Path) -> Folders {
    Folders { data: dir.join("data") }
}

/// The names in a folder, without those of the data folder.
fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn said(error: &StoreError) -> String {
    Lang::all().map(|lang| lang.say(&error.message())).inspect(|said| assert!(said.contains('\n'))).next().unwrap()
}

#[test]
fn a_saved_plan_opens_again_and_leaves_nothing_beside_it() {
    let dir = tempfile::tempdir().unwrap();
    let (folders, path) = (folders(dir.path()), dir.path().join("é plan.coexist"));
    let plan = random_plan(3);
    let stamp = save_in(Some(&folders), &path, &plan, None).unwrap();
    let opened = open(&path).unwrap();
    assert_eq!(opened.plan, plan);
    assert!(!changed(&path, &stamp) && !changed(&path, &opened.stamp));
    save_in(Some(&folders), &path, &random_plan(4), Some(&opened.stamp)).unwrap();
    assert_eq!(names(dir.path()), ["data", "é plan.coexist"]);
}

#[test]
fn a_change_on_disk_is_noticed_and_not_written_over() {
    let dir = tempfile::tempdir().unwrap();
    let (folders, path) = (folders(dir.path()), dir.path().join("a.coexist"));
    let stamp = save_in(Some(&folders), &path, &random_plan(1), None).unwrap();
    let theirs = write(&random_plan(2));
    fs::write(&path, &theirs).unwrap();
    assert!(changed(&path, &stamp));
    let error = save_in(Some(&folders), &path, &random_plan(5), Some(&stamp)).unwrap_err();
    assert!(matches!(error, StoreError::ChangedOnDisk(_)));
    assert!(said(&error).contains("a.coexist"));
    assert_eq!(fs::read_to_string(&path).unwrap(), theirs);
    // Asked and told to go on: no stamp.
    let stamp = save_in(Some(&folders), &path, &random_plan(5), None).unwrap();
    assert!(!changed(&path, &stamp));
    // What they wrote is the backup.
    assert_eq!(fs::read_to_string(folders.backup_of(&path).unwrap()).unwrap(), theirs);
}

#[test]
fn files_that_belong_together_are_written_or_none_is_touched() {
    let dir = tempfile::tempdir().unwrap();
    let at = |name: &str| dir.path().join(name);
    let files = |names: &[&str]| names.iter().map(|name| (at(name), name.as_bytes().to_vec())).collect::<Vec<_>>();
    write_files(&files(&["a", "b"])).unwrap();
    assert_eq!((fs::read(at("a")).unwrap(), fs::read(at("b")).unwrap()), (b"a".to_vec(), b"b".to_vec()));
    fs::write(at("a"), "old").unwrap();
    fs::create_dir(at("folder")).unwrap();
    for (last, kind) in [("folder", std::io::ErrorKind::IsADirectory), ("nowhere/c", std::io::ErrorKind::NotFound)] {
        let failed = write_files(&files(&["a", "new", last])).unwrap_err();
        assert_eq!((failed.path, failed.why.kind()), (at(last), kind));
        assert_eq!(failed.written, Vec::<std::path::PathBuf>::new());
    }
    assert_eq!(fs::read(at("a")).unwrap(), b"old");
    assert_eq!(names(dir.path()), ["a", "b", "folder"], "nothing half-written is left");
}

#[test]
fn a_plan_is_known_by_its_content_or_its_name() {
    let dir = tempfile::tempdir().unwrap();
    let at = |name: &str| dir.path().join(name);
    fs::write(at("plan.svg"), write(&random_plan(1))).unwrap();
    fs::write(at("notes.coexist"), "notes").unwrap();
    fs::write(at("notes.svg"), "notes").unwrap();
    for (name, is_of_a_plan_) in [("plan.svg", true), ("notes.coexist", true), ("notes.svg", false), ("none", false)] {
        assert_eq!(is_of_a_plan(&at(name)), is_of_a_plan_, "{name}");
    }
    let found = ["plan.svg", "notes.svg", "none"].map(|name| there(&at(name)));
    assert_eq!(found, [There::Plan, There::Other, There::Nothing]);
}

#[test]
fn touching_a_file_is_no_change_and_a_file_that_is_gone_is_one() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.coexist");
    let stamp = save_in(None, &path, &random_plan(1), None).unwrap();
    let same = fs::read(&path).unwrap();
    fs::write(&path, same).unwrap();
    assert!(!changed(&path, &stamp));
    fs::remove_file(&path).unwrap();
    assert!(changed(&path, &stamp));
    // Nothing can be lost by writing it again.
    save_in(None, &path, &random_plan(1), Some(&stamp)).unwrap();
}

#[test]
fn the_backup_is_the_last_good_version() {
    let dir = tempfile::tempdir().unwrap();
    let (folders, path) = (folders(dir.path()), dir.path().join("a.coexist"));
    let first = save_in(Some(&folders), &path, &random_plan(1), None).unwrap();
    assert_eq!(folders.backup_of(&path), None);
    save_in(Some(&folders), &path, &random_plan(2), Some(&first)).unwrap();
    assert_eq!(open(&folders.backup_of(&path).unwrap()).unwrap().plan, random_plan(1));
    // What is no plan does not take the place of the good version.
    fs::write(&path, "spoilt").unwrap();
    save_in(Some(&folders), &path, &random_plan(3), None).unwrap();
    assert_eq!(open(&folders.backup_of(&path).unwrap()).unwrap().plan, random_plan(1));
    // Another plan of the same name has a backup of its own.
    let other = dir.path().join("sub/a.coexist");
    fs::create_dir(other.parent().unwrap()).unwrap();
    save_in(Some(&folders), &other, &random_plan(4), None).unwrap();
    assert_eq!(folders.backup_of(&other), None);
}

#[test]
fn a_file_that_cannot_be_read_is_refused_and_left_as_it_is() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.coexist");
    let cases: [(&[u8], &str); 5] = [
        (b"(format: \"coexist-plan\", version: 1, today: (", "line 1, column"),
        (b"(format: \"coexist-plan\", version: 99)", "version 99"),
        (b"(title: \"\xe9\")", "line 1, column 10: the file is no UTF-8"),
        (b"\xef\xbb\xbf(\r\n  \"\xc3\xa9\": \"\xe9", "line 2, column 9: "),
        (b"\xff\xfe(\0", "UTF-8"),
    ];
    for (bytes, words) in cases {
        fs::write(&path, bytes).unwrap();
        let said = said(&open(&path).unwrap_err());
        assert!(said.contains(words), "{said}");
        assert_eq!(fs::read(&path).unwrap(), bytes);
    }
    assert!(said(&open(&dir.path().join("none.coexist")).unwrap_err()).contains("no such file"));
    assert!(said(&open(dir.path()).unwrap_err()).contains("folder"));
}

#[test]
fn a_huge_file_is_refused_before_it_is_read() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("huge.coexist");
    // A sparse file: it costs nothing to make.
    fs::File::create(&path).unwrap().set_len(1 << 40).unwrap();
    let error = open(&path).unwrap_err();
    assert!(matches!(error, StoreError::TooBig(_)), "{error:?}");
    assert!(said(&error).contains("64"));
}

#[cfg(unix)]
#[test]
fn a_link_to_a_plan_stays_a_link() {
    let dir = tempfile::tempdir().unwrap();
    let (real, link) = (dir.path().join("real.coexist"), dir.path().join("link.coexist"));
    let stamp = save_in(None, &real, &random_plan(1), None).unwrap();
    std::os::unix::fs::symlink(&real, &link).unwrap();
    save_in(None, &link, &random_plan(2), Some(&stamp)).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(open(&real).unwrap().plan, random_plan(2));
}

#[cfg(unix)]
#[test]
fn a_pipe_is_written_into_and_stays_a_pipe() {
    use std::os::unix::fs::FileTypeExt;
    let dir = tempfile::tempdir().unwrap();
    let (pipe, link) = (dir.path().join("pipe"), dir.path().join("link"));
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    std::os::unix::fs::symlink(&pipe, &link).unwrap();
    for path in [&pipe, &link] {
        let from = pipe.clone();
        let reader = std::thread::spawn(move || fs::read(from).unwrap());
        write_file(path, b"text").unwrap();
        assert_eq!(reader.join().unwrap(), b"text");
        let from = pipe.clone();
        let reader = std::thread::spawn(move || fs::read(from).unwrap());
        save_in(None, path, &random_plan(1), None).unwrap();
        assert_eq!(reader.join().unwrap(), write(&random_plan(1)).as_bytes());
    }
    assert!(fs::symlink_metadata(&pipe).unwrap().file_type().is_fifo());
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    // A link to nothing yet is followed too.
    let (new, link) = (dir.path().join("new"), dir.path().join("to-new"));
    std::os::unix::fs::symlink(&new, &link).unwrap();
    write_file(&link, b"text").unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read(&new).unwrap(), b"text");
    assert_eq!(names(dir.path()), ["link", "new", "pipe", "to-new"]);
}

#[test]
fn no_folder_is_made_for_a_plan() {
    let dir = tempfile::tempdir().unwrap();
    let error = save_in(None, &dir.path().join("no/a.coexist"), &random_plan(1), None).unwrap_err();
    assert!(said(&error).contains("folder does not exist"), "{}", said(&error));
    assert_eq!(names(dir.path()), Vec::<String>::new());
}

#[test]
fn recovery_is_offered_when_the_run_that_wrote_it_is_gone() {
    let dir = tempfile::tempdir().unwrap();
    let folders = folders(dir.path());
    let path = dir.path().join("a plan \"x\"\n.coexist");
    let run = Instance::start(&folders).unwrap();
    run.write(&random_plan(1), Some(&path)).unwrap();
    run.write(&random_plan(2), Some(&path)).unwrap();
    assert_eq!(recoveries(&folders), [], "it still lives");
    let other = Instance::start(&folders).unwrap();
    other.write(&Plan::new(coexist::model::PackId::new("lync-2013")), None).unwrap();
    drop(run);
    let [found] = recoveries(&folders).try_into().unwrap();
    assert_eq!(found.plan_path.as_deref(), Some(path.as_path()));
    assert_eq!(found.load().unwrap(), random_plan(2));
    assert!(found.size > 0 && found.saved_at.elapsed().unwrap().as_secs() < 60);
    // Declined, it stays.
    assert_eq!(recoveries(&folders), std::slice::from_ref(&found));
    found.discard().unwrap();
    assert_eq!(recoveries(&folders), []);
    other.clear().unwrap();
    drop(other);
    assert_eq!(names(&folders.data.join("recovery")), Vec::<String>::new());
}

#[test]
fn a_panic_writes_what_was_kept_last() {
    let dir = tempfile::tempdir().unwrap();
    let folders = folders(dir.path());
    let run = Instance::start(&folders).unwrap();
    run.keep(Arc::new(random_plan(1)), None);
    run.keep(Arc::new(random_plan(8)), Some(Path::new("/plans/x.coexist")));
    assert!(write_emergency());
    drop(run);
    assert_eq!(recoveries(&folders)[0].load().unwrap(), random_plan(8));
}

#[test]
fn strange_files_in_the_recovery_folder_harm_nobody() {
    let dir = tempfile::tempdir().unwrap();
    let folders = folders(dir.path());
    let folder = folders.data.join("recovery");
    fs::create_dir_all(folder.join("x.coexist")).unwrap();
    fs::write(folder.join("y.coexist"), [0xff; 100_000]).unwrap();
    fs::write(folder.join("z.coexist"), "// (path: \"a\", saved_at: 18446744073709551615)\n(").unwrap();
    for found in recoveries(&folders) {
        found.load().unwrap_err();
    }
}

#[test]
fn recent_files_and_settings_are_remembered() {
    let dir = tempfile::tempdir().unwrap();
    let folders = folders(dir.path());
    let mut recent = Recent::load(&folders);
    for n in 0..20 {
        recent.add(&dir.path().join(format!("{n}.coexist")));
    }
    recent.add(&dir.path().join("15.coexist"));
    recent.save(&folders).unwrap();
    let mut recent = Recent::load(&folders);
    assert_eq!(recent.files().len(), 12);
    assert_eq!(recent.files()[0], dir.path().join("15.coexist"));
    assert_eq!(recent.files().iter().filter(|file| file.ends_with("15.coexist")).count(), 1);
    assert_eq!(recent.last_folder.as_deref(), Some(dir.path()));
    fs::write(dir.path().join("19.coexist"), "").unwrap();
    recent.forget_missing();
    assert_eq!(recent.files(), [dir.path().join("19.coexist")]);

    let settings = Settings {
        language: Some("fr".into()),
        theme: ThemeChoice::Dark,
        signer: Some("Ada".to_owned()),
        panels: [("problems".to_owned(), 240.5)].into(),
        open: [("inspector".to_owned(), false)].into(),
        tab: Some("phase".to_owned()),
        below: Some("schedule".to_owned()),
        lines: ["trunk".to_owned()].into(),
        ghosts: true,
        legend: true,
        no_grid: true,
        palette_version: Some("lync-2010".to_owned()),
        window: Some(WindowPlace { corner: Some((8.0, 30.5)), size: (1200.0, 700.0), maximized: true }),
        text_percent: 125,
        still: true,
        recent_commands: vec!["Sheet(FitAll)".to_owned()],
        export_form: Some("png".to_owned()),
        exports: [("png".to_owned(), ExportChoices { scale: Some(3), findings: true, ..Default::default() })].into(),
    };
    settings.save(&folders).unwrap();
    assert_eq!(Settings::load(&folders), settings);
    fs::write(folders.data.join("settings.ron"), "(language: 12").unwrap();
    assert_eq!(Settings::load(&folders), Settings::default());
    // One that a newer version wrote is read as far as it is known.
    fs::write(folders.data.join("settings.ron"), "(theme: Light, from_the_future: [1, 2])").unwrap();
    assert_eq!(Settings::load(&folders).theme, ThemeChoice::Light);
}

#[test]
fn a_large_plan_is_far_below_the_limit() {
    let plan = large_plan(2_000, 8);
    let text = write(&plan);
    assert!((text.len() as u64) < MAX_PLAN_BYTES / 4, "{} bytes", text.len());
    assert_eq!(coexist::format::read(&text).unwrap(), plan);
}
