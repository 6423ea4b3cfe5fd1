"""The composition root: the only place that knows every concrete class."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog
from apscheduler.schedulers.background import BackgroundScheduler
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from starlette.applications import Starlette

from bot.access import Access
from bot.blameless.bettering import ModelBetter
from bot.blameless.looking import Looking
from bot.blameless.ports import Better, Check
from bot.blameless.settled import Settled
from bot.blameless.wording import Wording
from bot.clients.embeddings import SECONDS, OpenAIEmbedder
from bot.clients.openai import OpenAIModel
from bot.clients.slack import SlackChat
from bot.config import Settings
from bot.drafting.gathering import Gathering
from bot.drafting.model.budget import Prices
from bot.drafting.model.writer import ModelWriter
from bot.drafting.offline import OfflineWriter
from bot.drafting.writing import Drafting
from bot.editing import Editing
from bot.errors import UserError
from bot.language.checking import check
from bot.listening.hearing import Creating, Hearing
from bot.organization import Organization
from bot.ports import Clock, Writer
from bot.publishing import Publishing
from bot.reading import Reading
from bot.redrafting import Redrafting
from bot.reviewing import Reviewing
from bot.worker import Worker
from handlers.slack import app as slack
from handlers.slack.use_cases import UseCases
from handlers.web import routes as web
from store.database import Database
from store.inbox import InboxWriter
from store.migrate import current, head, upgrade
from store.sql import SqlStore

PURGE_EVERY = timedelta(hours=1)
log = structlog.get_logger("app")


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


def open_store(settings: Settings, clock: Clock | None = None) -> SqlStore:
    """The store at DATABASE_URL. The embedded one migrates itself, PostgreSQL by ``db upgrade``."""
    lease = timedelta(seconds=settings.lease_seconds)
    db = Database(settings.database_url, clock or SystemClock(), lease=lease)
    if settings.is_embedded:
        upgrade(db)
    return SqlStore(db, late_words=timedelta(seconds=settings.redraft_seconds))


def model_of(settings: Settings) -> OpenAIModel:
    """The model that the settings name. Raises UserError where they name none."""
    if not settings.has_openai:
        raise UserError(
            "No model is set up: set OPENAI_API_KEY and OPENAI_MODEL (OPENAI_BASE_URL for another server)."
        )
    if not settings.openai_model:
        raise UserError("OPENAI_MODEL is not set: name the model that is to write the drafts.")
    return OpenAIModel(
        settings.openai_model, settings.openai_api_key.get_secret_value(), settings.openai_base_url
    )


def model_writer(settings: Settings) -> ModelWriter:
    """The writer over that model. Raises UserError where the settings name none."""
    return ModelWriter(
        model_of(settings),
        OfflineWriter(),
        seconds=settings.openai_seconds,
        most_tokens=settings.openai_max_tokens_per_draft,
        prices=Prices(settings.openai_price_prompt, settings.openai_price_completion),
    )


def writer_of(settings: Settings) -> Writer:
    """A model where one is set up, else the offline writer."""
    if not settings.has_openai:
        return OfflineWriter()
    if settings.openai_seconds >= settings.lease_seconds:
        raise UserError("OPENAI_SECONDS has to be less than LEASE_SECONDS, or drafts are written twice.")
    return model_writer(settings)


def better_of(settings: Settings) -> Better | None:
    """The writer of better rewrites, where a model is set up."""
    return ModelBetter(model_of(settings)) if settings.has_openai else None


def embedder_of(settings: Settings) -> OpenAIEmbedder | None:
    """The embedding model, where one is named: drafts find earlier incidents without one, too."""
    if not (settings.has_openai and settings.openai_embedding_model):
        return None
    key = settings.openai_api_key.get_secret_value()
    left = settings.lease_seconds - settings.openai_seconds  # both are asked within one lease
    seconds = min(SECONDS, max(1.0, left / 2))
    return OpenAIEmbedder(settings.openai_embedding_model, key, settings.openai_base_url, seconds=seconds)


@dataclass(frozen=True)
class App:
    """Everything, wired. ``asgi`` serves it; ``worker.tick`` does what is due; ``close`` lets go of it."""

    settings: Settings
    store: SqlStore
    inbox: InboxWriter
    chat: SlackChat
    worker: Worker
    cases: UseCases
    bolt: AsyncApp

    def asgi(self) -> Starlette:
        """Slack's endpoint and the web pages, with the worker's schedule running while it is served."""
        key = self.settings.secret_key.get_secret_value()
        secret = self.settings.slack_signing_secret.get_secret_value()
        pages = web.routes(
            self.cases.reading, base_url=self.settings.public_url, secret_key=key, ready=self.ready
        )
        return Starlette(
            routes=[*slack.routes(self.bolt, secret), *pages],
            exception_handlers=web.exception_handlers(),
            lifespan=self._lifespan,
        )

    def ready(self) -> Mapping[str, str]:
        """What has to work for the bot to work: "ok", or what is wrong, by name."""
        return {"database": _checked(self.store.ping), "migrations": _checked(self._check_migrations)}

    def schedule(self) -> BackgroundScheduler:
        """The clock that calls the worker. The rows say what is due; nothing is scheduled here."""
        scheduler = BackgroundScheduler(timezone="UTC")
        once = {"max_instances": 1, "coalesce": True, "misfire_grace_time": None}
        for name, part in self.worker.parts.items():
            scheduler.add_job(part, "interval", seconds=self.settings.tick_seconds, id=name, **once)
        purge = {"seconds": PURGE_EVERY.total_seconds(), "args": [1000]}
        scheduler.add_job(self.store.purge_inbox, "interval", id="purge", **purge, **once)
        return scheduler

    def close(self) -> None:
        self.inbox.close()
        self.store.db.close()

    @contextlib.asynccontextmanager
    async def _lifespan(self, _app: Starlette) -> AsyncIterator[None]:
        self.store.revive()
        scheduler = self.schedule()
        scheduler.start()
        socket = self._socket()
        # Beside everything else: while Slack is away this goes on trying, and until it is through
        # nothing would be served, and no signal would stop us.
        connecting = asyncio.ensure_future(socket.connect_async()) if socket else None  # type: ignore[no-untyped-call]
        try:
            yield
        finally:
            if socket and connecting:
                connecting.cancel()
                await socket.close_async()  # type: ignore[no-untyped-call]
            scheduler.shutdown(wait=True)
            self.close()

    def _socket(self) -> AsyncSocketModeHandler | None:
        token = self.settings.slack_app_token.get_secret_value()
        return AsyncSocketModeHandler(self.bolt, token) if token else None

    def _check_migrations(self) -> None:
        if current(self.store.db) != head():
            raise RuntimeError("run `postmortem db upgrade`")


def build(
    settings: Settings, clock: Clock | None = None, *, check: Check = check, better: Better | None = None
) -> App:
    """The bot as the settings describe it. Nothing is asked of Slack until it is needed.

    ``check`` looks at the language of edits, ``better`` writes better suggestions than it has.
    """
    clock = clock or SystemClock()
    store = open_store(settings, clock)
    token = settings.slack_bot_token.get_secret_value()
    chat = SlackChat(token, base_url=settings.slack_api_url, public_url=settings.public_url)
    inbox = InboxWriter(store.db)
    writer = writer_of(settings)
    has_model = not isinstance(writer, OfflineWriter)
    gathering = Gathering(store, chat, clock, settings.public_url, embedder_of(settings))
    drafting = Drafting(store, chat, writer, gathering)
    reading = Reading(store, chat, clock, has_model)
    hearing = Hearing(store, chat, clock)
    access = Access(store, chat)
    looking = Looking(store, clock, check)
    gates = (Settled(looking),)
    publishing = Publishing(store, chat, clock, access, has_model, gates)
    editing = Editing(store, clock)
    cases = UseCases(
        inbox=inbox,
        store=store,
        creating=Creating(hearing),
        editing=editing,
        wording=Wording(store, chat, clock, looking, editing, better or better_of(settings)),
        organization=Organization(store, chat, clock),
        redrafting=Redrafting(store, drafting),
        reviewing=Reviewing(store, chat, clock, gates),
        publishing=publishing,
        access=access,
        reading=reading,
        base_url=settings.public_url,
    )
    worker = Worker(store, hearing, drafting, publishing, clock)
    bolt = slack.bolt_app(cases, token=token, api_url=settings.slack_api_url)
    return App(settings, store, inbox, chat, worker, cases, bolt)


def _checked(check: Callable[[], None]) -> str:
    try:
        check()
    except Exception as problem:  # whatever is wrong with it is the answer
        return f"{type(problem).__name__}: {problem}".splitlines()[0]
    return "ok"
