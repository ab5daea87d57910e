//! NAME-008, NAME-009: simple URLs.

use crate::rules::prelude::*;
use crate::rules::steps::{change_before, record_in_phase, set_in_phase};

pub static SHAPE: Rule = Rule::new("NAME-008", "simple-url-unsuitable", "0.1.0", Check::State(shape))
    .mended(FixOffer::Sometimes, host_per_purpose);

pub static PER_SITE: Rule =
    Rule::new("NAME-009", "users-leave-the-site-of-their-simple-urls", "0.1.0", Check::Plan(per_site))
        .mended(FixOffer::Sometimes, global_urls);

/// The simple URLs, with the purpose that the fix names a host after.
fn urls(deployment: &Deployment) -> [(FactName, &'static str, &Option<Text>); 3] {
    [
        ("simple-url-meet", "meet", &deployment.simple_url_meet),
        ("simple-url-dialin", "dialin", &deployment.simple_url_dialin),
        ("simple-url-admin", "admin", &deployment.simple_url_admin),
    ]
}

fn shape(cx: &StateContext<'_>, out: &mut Findings) {
    if !cx.has_target() {
        return;
    }
    for (field, said) in unsuitable(cx.topology) {
        out.report(Subject::Deployment, said).field(field);
    }
    let needed = &urls(&cx.topology.deployment)[..2];
    let missing: Vec<FactName> = needed.iter().filter(|(.., url)| url.is_none()).map(|(field, ..)| *field).collect();
    if !missing.is_empty() {
        out.not_checked(Subject::Deployment, &missing);
    }
}

/// What is wrong with the simple URLs that are known.
fn unsuitable(topology: &Topology) -> Vec<(FactName, Message)> {
    let mut out = Vec::new();
    let all = urls(&topology.deployment);
    let known: Vec<(FactName, &str, Option<Parts>)> = all
        .iter()
        .filter_map(|(field, _, url)| url.as_deref().filter(|url| !url.is_empty()).map(|url| (*field, url, parts(url))))
        .collect();
    for (at, (field, url, parsed)) in known.iter().enumerate() {
        let mut report = |said: Message| out.push((*field, said));
        let Some(parts) = parsed else {
            report(message!("rules-name-008-form", url = *url));
            continue;
        };
        if let Some(pool) = pool_of_host(topology, &parts.host) {
            report(message!("rules-name-008-pool", url = *url, pool = topology.label(&(&pool.id).into())));
        }
        for (other_at, (_, other, other_parts)) in known.iter().enumerate().filter(|(other, _)| *other != at) {
            let Some(other_parts) = other_parts else { continue };
            // Of two equal ones the later is reported.
            if parts.extends(other_parts) && (parts != other_parts || at > other_at) {
                report(message!("rules-name-008-prefix", url = *url, other = *other));
            }
        }
    }
    out
}

/// A host of its own for each purpose whose URL is unsuitable, in the domain of the simple URLs or of SIP addresses.
fn host_per_purpose(cx: &FixContext<'_>) -> Vec<Fix> {
    let Some(state) = cx.replay.states.get(cx.finding.stages.0) else { return Vec::new() };
    let Some(domain) = state.default_domain() else { return Vec::new() };
    let wrong = unsuitable(state);
    let is_wrong = |field: FactName| wrong.iter().any(|(other, _)| *other == field);
    let hosts = urls(&state.deployment).into_iter().filter(|(field, ..)| is_wrong(field));
    let new: Vec<(FactName, String)> =
        hosts.map(|(field, purpose, _)| (field, format!("https://{purpose}.{domain}"))).collect();
    let facts: Vec<(FactName, Value)> = new.iter().map(|(field, url)| (*field, Value::text(url))).collect();
    let mut then = state.clone();
    for (field, url) in &facts {
        let set = Command::Set { of: Subject::Deployment, fact: field, to: Some(url.clone()) };
        let Ok(next) = set.applied_to(&then) else { return Vec::new() };
        then = next;
    }
    if !unsuitable(&then).is_empty() {
        return Vec::new();
    }
    let urls: Vec<String> = new.into_iter().map(|(_, url)| url).collect();
    set_in_phase(cx, &facts, message!("rules-name-008-fix", urls = urls))
}

/// A pool whose name the host of a URL is. Edge and companion pools have no part in simple URLs.
fn pool_of_host<'a>(topology: &'a Topology, host: &str) -> Option<&'a Pool> {
    let pools = topology.pools.values().map(|pool| &**pool);
    pools
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

const PER_SITE_FACT: FactName = "simple-url-per-site";

/// Moves of users to the target, and pairings of its pools, across sites.
fn per_site(cx: &PlanContext<'_>, out: &mut Findings) {
    let mut scope = cx.states.first().and_then(|today| today.deployment.simple_url_per_site);
    for (stage, step) in cx.steps() {
        let (Some(before), Some(after)) = (cx.states.get(stage - 1), cx.states.get(stage)) else { continue };
        for command in step.commands() {
            if let Command::Set { of: Subject::Deployment, fact: PER_SITE_FACT, to } = command {
                scope = to.as_ref().and_then(bool::from_value);
            }
            let Command::MoveUsers { from, to, .. } = command else { continue };
            let pool = |id: &PoolId| before.pools.get(id).or_else(|| after.pools.get(id));
            let (Some(old), Some(new)) = (pool(from), pool(to)) else { continue };
            if cx.age(stage, new) != Age::Own || !apart(old, new) {
                continue;
            }
            match scope {
                Some(false) => {}
                None => out.not_checked(Subject::Deployment, &[PER_SITE_FACT]),
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
                None => out.not_checked(Subject::Deployment, &[PER_SITE_FACT]),
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

/// Global simple URLs before the users move, or with the pairing. What is paired across sites today stays so.
fn global_urls(cx: &FixContext<'_>) -> Vec<Fix> {
    let fact = PER_SITE_FACT;
    let set = Command::Set { of: Subject::Deployment, fact, to: Some(Value::Flag(false)) };
    let label = message!("rules-name-009-fix");
    match cx.finding.subject {
        Subject::Step(_) => change_before(cx, vec![set], label),
        _ => record_in_phase(cx, vec![set], label),
    }
}

fn apart(a: &Pool, b: &Pool) -> bool {
    a.site.as_ref().zip(b.site.as_ref()).is_some_and(|(a, b)| a != b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::twin_tests::{alone, check_mended, check_said, check_silent, check_twins, check_unmended};

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
        check_unmended(&PER_SITE, &text(true));
    }

    #[test]
    fn a_pairing_that_the_plan_brings_comes_with_global_urls() {
        check_twins(
            &PER_SITE,
            "
            deployment simple-url-per-site=true
            site Paris
              pool a front-end standard version=lync-2013
            site Lyon
              pool b front-end standard version=lync-2013
            phase Pair
              + link pairing a -> b                                             # NAME-009 related a b
            ",
            |sketch| PlanEdit::RemoveStep(sketch.step(1, 1)),
        );
    }

    #[test]
    fn urls_of_unsuitable_shape_get_a_host_of_their_own() {
        let plan = |urls: &str| {
            format!("deployment {urls}\nsite Paris\nphase Pilot\n  + pool fe front-end standard version=lync-2013")
        };
        let urls = |plan: &crate::plan::Plan| {
            let deployment = plan.replay().states[1].deployment.clone();
            let url = |url: &Option<Text>| url.as_deref().unwrap_or_default().to_owned();
            [url(&deployment.simple_url_meet), url(&deployment.simple_url_dialin)]
        };
        let (meet, dialin) = ("https://lync.contoso.com/Meet", "https://dialin.contoso.com");
        let text = plan(&format!("simple-url-meet={meet} simple-url-dialin={meet}/Dialin"));
        check_mended(&SHAPE, &text, urls, [meet.to_owned(), dialin.to_owned()]);
        let both = plan("simple-url-meet=http://fe.contoso.com simple-url-dialin=https://fe.contoso.com");
        check_mended(&SHAPE, &both, urls, ["https://meet.contoso.com".to_owned(), dialin.to_owned()]);
        // The host that it would get is taken, or is that of a pool.
        check_unmended(&SHAPE, &plan(&format!("simple-url-meet={dialin}/Meet simple-url-dialin=http://x")));
        check_unmended(&SHAPE, &plan("simple-url-meet=http://x").replace("pool fe", "pool meet"));
        check_unmended(&SHAPE, &plan("simple-url-meet=http://x").replace("phase Pilot", "").replace("+ pool", "pool"));
    }

    #[test]
    fn urls_are_global_from_a_step_on() {
        check_silent(
            &PER_SITE,
            "
            deployment simple-url-per-site=true
            site Paris
              pool old front-end standard version=lync-2010 users=20
            site Lyon
              pool new front-end standard version=lync-2013
            phase Move
              ~ deployment simple-url-per-site=false
              move all users old -> new
            ",
        );
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
