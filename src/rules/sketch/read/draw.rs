//! The objects of a sketch: those of Today, and those that a phase adds.

use super::{Reader, Said, fqdn, fqdn_of, link_key, servers};
use crate::edit::Command;
use crate::model::*;

impl Reader {
    /// An object: today's, or one that the phase adds.
    pub(super) fn draw(&mut self, words: &[&str], pairs: &[(&str, &str)]) -> Said<Vec<Subject>> {
        match words {
            ["pool", name, kind, rest @ ..] => self.draw_pool(name, kind, rest, pairs),
            ["sql", host, instances @ ..] => self.draw_sql(host, instances, pairs),
            ["instance", name] => {
                let instance = self.subject(name)?;
                pairs.iter().try_for_each(|(key, value)| self.fact(&instance, key, value))?;
                Ok(vec![instance])
            }
            ["users", pool] => {
                let group = self.subject(&format!("users {pool}"))?;
                pairs.iter().try_for_each(|(key, value)| self.fact(&group, key, value))?;
                Ok(vec![group])
            }
            ["link", key, from, "->", to] => self.draw_link(key, from, to, pairs),
            ["file-store", path] => {
                let subject = self.subject(path)?;
                let (host, share) = path.split_once('\\').ok_or("write HOST\\SHARE")?;
                let mut store = FileStore::new(FileStoreId::new(subject.id()));
                store.host = Some(fqdn(host));
                store.share = Some(Text::from(share));
                store.site = self.site.clone();
                let mut element = Element::from(store);
                pairs.iter().try_for_each(|(key, value)| self.fact_of(&mut element, key, value))?;
                self.change(vec![Command::Add(element)])?;
                self.settle(false)?;
                Ok(vec![subject])
            }
            ["server", name, pool] => {
                let subject = self.subject(name)?;
                let mut server = Server::new(ServerId::new(subject.id()), self.pool(pool)?);
                server.fqdn = Some(fqdn(name));
                let mut element = Element::from(server);
                pairs.iter().try_for_each(|(key, value)| self.fact_of(&mut element, key, value))?;
                self.change(vec![Command::Add(element)])?;
                Ok(vec![subject])
            }
            ["gateway", name] => {
                let subject = self.subject(name)?;
                let mut gateway = Gateway::new(GatewayId::new(subject.id()));
                gateway.fqdn = Some(fqdn(name));
                gateway.site = self.site.clone();
                self.change(vec![Command::Add(gateway.into())])?;
                for (key, value) in pairs {
                    match *key {
                        "trunk" => self.join((LinkKind::Trunk, Usage::Default), subject.clone(), value)?,
                        _ => self.fact(&subject, key, value)?,
                    }
                }
                self.settle(false)?;
                Ok(vec![subject])
            }
            _ => Err(format!("not a line of a sketch: {}", words.join(" "))),
        }
    }

    fn draw_pool(&mut self, name: &str, kind: &str, rest: &[&str], pairs: &[(&str, &str)]) -> Said<Vec<Subject>> {
        let subject = self.subject(name)?;
        let id = self.pool(name)?;
        let kind = PoolKind::from_key(kind).ok_or_else(|| format!("{kind} is no kind of pool"))?;
        let mut pool = Pool::new(id.clone(), kind);
        pool.fqdn = Some(fqdn(name));
        pool.site = self.site.clone();
        for word in rest {
            pool.edition = Some(Edition::from_key(word).ok_or_else(|| format!("{word} is no edition"))?);
        }
        let mut links = Vec::new();
        let mut users = None;
        let mut element = Element::from(pool);
        for (key, value) in pairs {
            match *key {
                "servers" => {}
                "users" => users = Some(value.parse().map_err(|_| format!("{value} is no number"))?),
                "in" => drop(element.set_fact("site", Some(&Value::text(self.subject(value)?.id())))),
                _ => match link_key(key) {
                    Some(link) => links.push((link, *value)),
                    None => self.fact_of(&mut element, key, value)?,
                },
            }
        }
        let plain: Vec<&str> = [name].into_iter().chain(rest.iter().copied()).collect();
        let mut on = vec![subject.clone()];
        let mut commands = vec![Command::Add(element.clone())];
        for (server, full) in servers(name, &plain, pairs)? {
            // A member may bear its pool's name: then it has no name of its own to look it up by.
            let server = match self.names.get(&server) {
                Some(Subject::Server(id)) if !self.here.servers.contains_key(id) => id.clone(),
                _ => ServerId::new(&self.id(SubjectKind::Server, &full)),
            };
            let mut member = Server::new(server.clone(), id.clone());
            member.fqdn = match element.fact("fqdn") {
                Some(Value::Text(fqdn)) if full == *fqdn_of(name) => Some(fqdn),
                _ => Some(Text::from(full)),
            };
            on.push(server.into());
            commands.push(Command::Add(member.into()));
        }
        if self.phase.is_none() && kind.homes_users() {
            let label = format!("Users of {name}");
            let group = UserGroupId::new(&self.id(SubjectKind::UserGroup, name));
            self.names.insert(format!("users {name}"), (&group).into());
            let mut group = UserGroup::new(group, Homes::from([(id, users)]));
            group.name = Some(Text::from(label));
            commands.push(Command::Add(group.into()));
        }
        self.change(commands)?;
        for (link, value) in links {
            self.join(link, subject.clone(), value)?;
        }
        self.settle(false)?;
        Ok(on)
    }

    /// A link of its own: `+ link pairing a -> b`.
    fn draw_link(&mut self, key: &str, from: &str, to: &str, pairs: &[(&str, &str)]) -> Said<Vec<Subject>> {
        let link = link_key(key).ok_or_else(|| format!("{key} is no kind of link"))?;
        let (from, to) = (self.subject(from)?, to);
        if self.phase.is_some() {
            // A step of its own, which the link then joins.
            self.change(Vec::new())?;
        }
        self.join(link, from.clone(), to)?;
        let mut on = vec![from, self.subject(to)?];
        if let Some(joined) = self.pending.pop() {
            on.push((&joined.id).into());
            let mut element = Element::from(joined);
            pairs.iter().try_for_each(|(key, value)| self.fact_of(&mut element, key, value))?;
            if let Element::Link(joined) = element {
                self.pending.push((*joined).clone());
            }
        }
        self.settle(false)?;
        Ok(on)
    }

    fn draw_sql(&mut self, host: &str, instances: &[&str], pairs: &[(&str, &str)]) -> Said<Vec<Subject>> {
        let subject = self.subject(host)?;
        let mut server = SqlServer::new(SqlServerId::new(subject.id()));
        server.fqdn = Some(fqdn(host));
        server.site = self.site.clone();
        let id = server.id.clone();
        let mut element = Element::from(server);
        for (key, value) in pairs {
            match *key {
                "in" => drop(element.set_fact("site", Some(&Value::text(self.subject(value)?.id())))),
                _ => self.fact_of(&mut element, key, value)?,
            }
        }
        let mut on = vec![subject];
        let mut commands = vec![Command::Add(element)];
        let named = instances.iter().flat_map(|names| names.split(','));
        let all: Vec<&str> = if instances.is_empty() { vec![""] } else { named.collect() };
        for name in all {
            let instance = self.instance(&format!("{host}\\{name}"))?;
            on.push((&instance).into());
            let mut instance = SqlInstance::new(instance, id.clone());
            instance.name = Some(Text::from(name));
            commands.push(Command::Add(instance.into()));
        }
        self.change(commands)?;
        self.settle(false)?;
        Ok(on)
    }

    /// A link that waits until both of its ends are there.
    fn join(&mut self, (kind, usage): (LinkKind, Usage), from: Subject, to: &str) -> Said<()> {
        let to = self.subject(to)?;
        let name = format!("{} {}", kind.key(), from.id());
        let id = LinkId::new(&self.id(SubjectKind::Link, &name));
        self.pending.push(Link::new(id, kind, usage, from, to));
        Ok(())
    }
}
