//! Group Chat to Persistent Chat: one legacy pool into one new pool, or into one that stands.

use super::Writer;
use crate::model::*;
use crate::propose::design::NewPool;
use crate::propose::part::Part;

impl Writer<'_, '_> {
    pub(super) fn chat_part(&mut self, part: Part, old: &Pool) {
        let design = self.design;
        let Some(new) = design.chats.iter().find(|new| new.replaces.contains(&old.id)) else { return };
        let (Some(to), from) = (new.subject(), Subject::from(&old.id)) else { return };
        match part {
            Part::CheckChatPrerequisites => self.draft.work(ActivityKind::Verify, vec![from]),
            Part::DefineChatPool if new.stands => {}
            Part::DefineChatPool => {
                self.define(new);
                self.publish(vec![to.clone()]);
                self.install(vec![to]);
            }
            Part::PrepareChatData => self.draft.work(ActivityKind::Backup, vec![from]),
            Part::ExportChat => {
                self.draft.work(ActivityKind::StopServices, vec![from.clone()]);
                self.draft.work(ActivityKind::ChatExport, vec![from]);
            }
            Part::RehearseChatImport => {
                self.draft.work(ActivityKind::StopServices, vec![to.clone()]);
                self.draft.work(ActivityKind::Backup, vec![to]);
            }
            Part::ImportChat => self.draft.work(ActivityKind::ChatImport, vec![from, to]),
            Part::CopyChatFiles if old.files_in_rooms != Some(false) => {
                self.draft.work(ActivityKind::CopyChatFiles, vec![from, to]);
            }
            Part::ReplaceChatEndpoint if self.choices.keep_chat_clients || self.has_chat_clients(new) => {
                self.draft.work(ActivityKind::DeleteLookupUser, vec![from]);
                self.draft.work(ActivityKind::CreateChatEndpoint, vec![to]);
            }
            Part::StartChat => {
                self.draft.work(ActivityKind::RestartServices, vec![to.clone()]);
                self.draft.work(ActivityKind::Verify, vec![to]);
            }
            Part::RemoveGroupChat => {
                let trusted = old.trusted_application_pool.as_ref().map(Subject::from);
                self.draft.remove(std::iter::once(from).chain(trusted));
                self.publish(Vec::new());
            }
            Part::EnableChatClients => {
                let groups = self.legacy_groups();
                self.draft.work(ActivityKind::ClientUpdate, groups);
            }
            _ => {}
        }
    }

    /// Whether legacy clients are to reach a pool that stands.
    fn has_chat_clients(&self, new: &NewPool) -> bool {
        let pool = new.id.as_ref().and_then(|id| self.survey.today.pools.get(id));
        pool.is_some_and(|pool| pool.legacy_chat_clients == Some(true))
    }
}
