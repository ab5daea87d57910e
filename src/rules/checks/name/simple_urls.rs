//! NAME-008, NAME-009: simple URLs.

use crate::rules::prelude::*;

pub static SHAPE: Rule = Rule::new("NAME-008", "simple-url-unsuitable", "0.1.0", Check::State(shape));

pub static PER_SITE: Rule =
    Rule::new("NAME-009", "users-leave-the-site-of-their-simple-urls", "0.1.0", Check::Plan(per_site));

fn shape(cx: &StateContext<'_>, out: &mut Findings) {
    if !cx.has_target() {
        return;
    }
    let deployment = &cx.topology.deployment;
    let all: [(FactName, &Option<Text>); 3] = [
        ("simple-url-meet", &deployment.simple_url_meet),
        ("simple-url-dialin", &deployment.simple_url_dialin),
        ("simple-url-admin", &deployment.simple_url_admin),
    ];
    let known: Vec<(FactName, &str, Option<Parts>)> = all
        .iter()
        .filter_map(|(field, url)| url.as_deref().filter(|url| !url.is_empty()).map(|url| (*field, url, parts(url))))
        .collect();
    for (at, (field, url, parsed)) in known.iter().enumerate() {
        let mut report = |said: Message| {
            out.report(Subject::Deployment, said).field(field);
        };
        let Some(parts) = parsed else {
            report(message!("rules-name-008-form", url = *url));
            continue;
        };
        if let Some(pool) = pool_of_host(cx, &parts.host) {
            report(message!("rules-name-008-pool", url = *url, pool = cx.label(&pool.id)));
        }
        for (other_at, (_, other, other_parts)) in known.iter().enumerate().filter(|(other, _)| *other != at) {
            let Some(other_parts) = other_parts else { continue };
            // Of two equal ones the later is reported.
            if parts.extends(other_parts) && (parts != other_parts || at > other_at) {
                report(message!("rules-name-008-prefix", url = *url, other = *other));
            }
        }
    }
    let missing: Vec<FactName> = all[..2].iter().filter(|(_, url)| url.is_none()).map(|(field, _)| *field).collect();
    if !missing.is_empty() {
        out.not_checked(Subject::Deployment, &missing);
    }
}

/// A pool whose name the host of a URL is. Edge and companion pools have no part in simple URLs.
fn pool_of_host<'a>(cx: &StateContext<'a>, host: &str) -> Option<&'a Pool> {
    cx.pools()
        .filter(|pool| matches!(pool.kind, PoolKind::FrontEnd | PoolKind::Director))
        .find(|pool| pool.fqdn.as_deref().is_some_and(|fqdn| fqdn.eq_ignore_ascii_case(host)))
}

/// Host and path of a URL, in lower case.
#[derive(PartialEq, Eq)]
struct Parts {
    host: String,
    path: Vec<String>,
}

impl Parts {
    /// Whether the other URL is this one or a beginning of it.
    fn extends(&self, other: &Self) -> bool {
        self.host == other.host && self.path.starts_with(&other.path)
    }
}

/// `None` when it is not `https://host/path` without a port.
fn parts(url: &str) -> Option<Parts> {
    let url = url.trim().to_lowercase();
    let rest = url.strip_prefix("https://")?;
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    if host.is_empty() || host.contains([':', '@', '?', '#', ' ']) {
        return None;
    }
    let path = path.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect();
    Some(Parts { host: host.to_owned(), path })
}

/// Moves of users to the target, and pairings of its pools, across sites.
fn per_site(cx: &PlanContext<'_>, out: &mut Findings) {
    for (stage, step) in cx.steps() {
        let (Some(before), Some(after)) = (cx.states.get(stage - 1), cx.states.get(stage)) else { continue };
        for command in step.commands() {
            let Command::MoveUsers { from, to, .. } = command else { continue };
            let pool = |id: &PoolId| before.pools.get(id).or_else(|| after.pools.get(id));
            let (Some(old), Some(new)) = (pool(from), pool(to)) else { continue };
            if cx.age(stage, new) != Age::Own || !apart(old, new) {
                continue;
            }
            match before.deployment.simple_url_per_site {
                Some(false) => {}
                None => out.not_checked(Subject::Deployment, &["simple-url-per-site"]),
                Some(true) => {
                    let label =
                        |id: &PoolId| if before.pools.contains_key(id) { before } else { after }.label(&id.into());
                    let said = message!("rules-name-009", from = label(from), to = label(to));
                    out.report(step.id(), said).related([from, to]).during(stage, stage);
                }
            }
        }
    }
    for (stage, state) in cx.states.iter().enumerate() {
        for link in state.links.values().filter(|link| link.kind == LinkKind::Pairing) {
            let pool = |subject: &Subject| if let Subject::Pool(id) = subject { state.pools.get(id) } else { None };
            let (Some(a), Some(b)) = (pool(&link.from), pool(&link.to)) else { continue };
            if cx.age(stage, a) != Age::Own || cx.age(stage, b) != Age::Own || !apart(a, b) {
                continue;
            }
            match state.deployment.simple_url_per_site {
                Some(false) => {}
                None => out.not_checked(Subject::Deployment, &["simple-url-per-site"]),
                Some(true) => {
                    let (from, to) = (state.label(&link.from), state.label(&link.to));
                    out.report(&link.id, message!("rules-name-009-pair", from = from, to = to))
                        .related([link.from.clone(), link.to.clone()])
                        .during(stage, stage);
                }
            }
        }
    }
}

fn apart(a: &Pool, b: &Pool) -> bool {
    a.site.as_ref().zip(b.site.as_ref()).is_some_and(|(a, b)| a != b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{alone, check_said, check_silent, check_twins};

    #[test]
    fn twins() {
        for dialin in [
            "https://lync.contoso.com/Meet/Dialin",
            "https://LYNC.contoso.com/meet",
            "http://dialin.contoso.com",
            "https://dialin.contoso.com:4443",
            "https://fe.contoso.com/Dialin",
        ] {
            let plan = format!(
                "
                deployment simple-url-meet=https://lync.contoso.com/Meet simple-url-dialin={dialin}   # NAME-008
                site Paris
                  pool fe front-end standard version=lync-2013
                "
            );
            check_twins(&SHAPE, &plan, |_| Command::Set {
                of: Subject::Deployment,
                fact: "simple-url-dialin",
                to: Some(Value::text("https://lync.contoso.com/Dialin")),
            });
        }
        check_twins(
            &PER_SITE,
            "
            deployment simple-url-per-site=true
            site Paris
              pool old front-end standard version=lync-2010 users=20
            site Lyon
              pool new front-end standard version=lync-2013
            phase Move
              move all users old -> new                                             # NAME-009 related old new
            ",
            |sketch| PlanEdit::Correct(sketch.set("new", "site", Value::text(sketch.subject("Paris").id()))),
        );
    }

    #[test]
    fn pairs_across_sites() {
        let text = |per_site: bool| {
            format!(
                "
                deployment simple-url-per-site={per_site}
                site Paris
                  pool a front-end standard version=lync-2013 pairing=b
                site Lyon
                  pool b front-end standard version=lync-2013
                "
            )
        };
        let plan = crate::rules::sketch::read(&text(true)).unwrap().plan;
        let found = alone(&PER_SITE, &plan).findings;
        let at: Vec<_> = found.iter().map(|finding| (finding.subject.kind(), finding.stages)).collect();
        assert_eq!(at, [(SubjectKind::Link, (0, 0))]);
        check_silent(&PER_SITE, &text(false));
    }

    #[test]
    fn what_is_unknown_waits() {
        let report = check_silent(&SHAPE, "site Paris\n  pool fe front-end standard version=lync-2013");
        assert_eq!(report.not_checked[0].missing, ["simple-url-meet", "simple-url-dialin"]);
        let report = check_silent(
            &PER_SITE,
            "
            site Paris
              pool old front-end standard version=lync-2010 users=20
            site Lyon
              pool new front-end standard version=lync-2013
            phase Move
              move all users old -> new
            ",
        );
        assert_eq!(report.not_checked[0].missing, ["simple-url-per-site"]);
    }

    #[test]
    fn of_two_equal_urls_the_later_is_told() {
        let text = "
            deployment simple-url-meet=https://lync.contoso.com/Meet simple-url-dialin=https://lync.contoso.com/Meet
            site Paris
              pool fe front-end standard version=lync-2013
        ";
        let fields =
            |report: &crate::rules::Report| report.findings.iter().map(|found| found.field).collect::<Vec<_>>();
        check_said(&SHAPE, text, fields, vec![Some("simple-url-dialin")]);
    }

    #[test]
    fn a_pair_with_an_older_pool_is_another_rules() {
        check_silent(
            &PER_SITE,
            "
            deployment simple-url-per-site=true
            site Paris
              pool old front-end standard version=lync-2010 pairing=new
            site Lyon
              pool new front-end standard version=lync-2013
            ",
        );
    }
}
