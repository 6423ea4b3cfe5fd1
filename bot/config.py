"""Settings: the only reader of the environment (and of ``.env``)."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import UserError

DEFAULT_DATABASE = "sqlite:///postmortem.db"
SHORTEST_KEY = 16  # characters


class Settings(BaseSettings):
    """Every setting has the name of its environment variable in lower case (README lists them)."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore")

    database_url: str = DEFAULT_DATABASE
    base_url: str = ""
    host: str = "127.0.0.1"
    port: int = Field(default=3000, ge=0, le=65535)
    secret_key: SecretStr = SecretStr("")

    slack_bot_token: SecretStr = SecretStr("")
    slack_signing_secret: SecretStr = SecretStr("")
    slack_app_token: SecretStr = SecretStr("")
    slack_api_url: str = "https://slack.com/api/"

    openai_api_key: SecretStr = SecretStr("")
    openai_base_url: str = ""
    openai_model: str = ""
    openai_embedding_model: str = ""
    openai_seconds: float = Field(default=45, ge=1, le=600)
    openai_max_tokens_per_draft: int = Field(default=300_000, ge=1000)
    openai_price_prompt: float | None = Field(default=None, ge=0)
    openai_price_completion: float | None = Field(default=None, ge=0)

    tick_seconds: float = Field(default=0.5, gt=0, le=60)
    lease_seconds: float = Field(default=60, ge=0.5, le=3600)
    redraft_seconds: float = Field(default=20, ge=0, le=3600)

    @field_validator("slack_bot_token", "slack_signing_secret", "slack_app_token")
    @classmethod
    def _as_slack_gives_it(cls, value: SecretStr) -> SecretStr:
        """A secret is copied by hand: blanks around it go, and what no header can carry is refused."""
        plain = value.get_secret_value().strip()
        if not (plain.isascii() and plain.isprintable()) or " " in plain:
            raise ValueError("it holds characters that Slack never uses there; copy it again")
        return SecretStr(plain)

    @field_validator("openai_api_key")
    @classmethod
    def _as_a_header_carries_it(cls, value: SecretStr) -> SecretStr:
        plain = value.get_secret_value().strip()
        if not (plain.isascii() and plain.isprintable()) or " " in plain:
            raise ValueError("it holds characters that no key has; copy it again")
        return SecretStr(plain)

    @field_validator("openai_price_prompt", "openai_price_completion", mode="before")
    @classmethod
    def _or_nothing(cls, value: object) -> object:
        return None if value == "" else value

    @field_validator("secret_key")
    @classmethod
    def _long_enough(cls, value: SecretStr) -> SecretStr:
        if 0 < len(value.get_secret_value()) < SHORTEST_KEY:
            raise ValueError(f"it has fewer than {SHORTEST_KEY} characters; `openssl rand -hex 32` makes one")
        return value

    @field_validator("base_url", "slack_api_url", "openai_base_url")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        if value and not _is_web_address(value):
            raise ValueError("write a whole address, like https://bot.example.com")
        return value

    @field_validator("slack_api_url")
    @classmethod
    def _ends_with_slash(cls, value: str) -> str:
        return value if value.endswith("/") else value + "/"

    @property
    def public_url(self) -> str:
        """Where people reach the pages: BASE_URL, or this machine."""
        return (self.base_url or f"http://{self.host}:{self.port}").rstrip("/")

    @property
    def has_slack(self) -> bool:
        """A bot token and a way in: the signing secret for HTTP or the app token for Socket Mode."""
        signed = self.slack_signing_secret.get_secret_value() or self.slack_app_token.get_secret_value()
        return bool(self.slack_bot_token.get_secret_value() and signed)

    @property
    def has_openai(self) -> bool:
        """A key, or a server of one's own that may want none."""
        return bool(self.openai_api_key.get_secret_value() or self.openai_base_url)

    @property
    def is_embedded(self) -> bool:
        """Whether the database is a file of our own, which migrates itself."""
        return self.database_url.startswith("sqlite")


def settings(**given: object) -> Settings:
    """The settings from the environment, ``given`` over them. Raises UserError that never repeats a value."""
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as problem:
        wrong = "; ".join(
            f"{'.'.join(map(str, e['loc'])).upper()}: {_told(e['msg'])}" for e in problem.errors()
        )
        raise UserError(f"A setting can't be read: {wrong}.") from None
    except UnicodeDecodeError:
        raise UserError("The file .env is not UTF-8 text; save it as UTF-8.") from None
    except OSError as problem:
        reason = (problem.strerror or "unknown reason").lower()
        raise UserError(f"The file .env can't be read ({reason}); check its rights.") from None


def env_file() -> Path | None:
    """The ``.env`` that was read, if there is one."""
    path = Path(".env")
    return path if path.exists() else None


def _told(message: str) -> str:
    return message.removeprefix("Value error, ").rstrip(".")


def _is_web_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number, a bracket that is not closed
        return False
