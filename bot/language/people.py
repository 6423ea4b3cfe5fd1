"""Who is spoken of: the roster's names, an organization's words for people, and its services, as tags."""

from __future__ import annotations

from functools import lru_cache

from bot.language.policy import Named, Policy
from bot.language.vocabulary import vocabulary

SHORTEST = 3  # letters of a part of a name that is taken for the person alone


def names_of(language: str, people: tuple[Named, ...], policy: Policy) -> dict[str, str]:
    """What these people, roles and services are called, each word with its tags."""
    return _names(language, people, policy.roles, policy.services)


@lru_cache(maxsize=32)
def _names(
    language: str, people: tuple[Named, ...], roles: tuple[str, ...], services: tuple[str, ...]
) -> dict[str, str]:
    character = vocabulary(language).tags.character
    words: dict[str, str] = {}
    for person in people:
        for part in person.name.lower().replace("’", "'").split():
            if len(part) >= SHORTEST or part == person.name.lower():
                words[part] = character("own")
        if person.handle:
            words[person.handle.lower()] = character("own")
    for role in roles:
        words[role.lower()] = character("role")
        words[f"{role.lower()}s"] = character("role")
    for service in services:
        words[service.lower()] = character("thing") + character("tool")
    return words
