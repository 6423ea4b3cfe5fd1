"""What an organization decides for all its postmortems, and who may change that."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.blameless.settings import LanguageSettings
from bot.errors import UserError
from bot.ports import Chat, Clock, Store


@dataclass(frozen=True)
class Organization:
    store: Store
    chat: Chat
    clock: Clock

    def language(self, workspace: str) -> LanguageSettings:
        return self.store.language_settings(workspace)

    def may_change(self, person: str) -> bool:
        """The workspace's administrators and owners, asked of the platform each time."""
        return self.chat.person(person).is_admin

    def change_language(
        self, workspace: str, settings: LanguageSettings, by: str, *, seen: int
    ) -> LanguageSettings:
        """Saves the settings over version ``seen``; saving what stands there already changes nothing.

        Raises UserError for who may not, Stale when somebody else saved since.
        """
        if not self.may_change(by):
            raise UserError("Only an administrator of this workspace can change its settings: ask one.")
        before = self.store.language_settings(workspace)
        if before.to_json() == settings.to_json():
            return before
        after = replace(settings, version=seen + 1, changed_by=by, changed_at=self.clock.now())
        self.store.save_language_settings(workspace, after)
        return after
