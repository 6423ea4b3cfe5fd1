"""What one message says on its own about whether the incident is over; deciding.py weighs the channel."""

from __future__ import annotations

from bot.conversation import Kind, Message
from bot.listening.meaning import Resolution, Signal
from bot.listening.spoken import spoken_signal, topic_signal
from bot.listening.tool_posts import tool_signal

__all__ = ["Resolution", "Signal", "signal"]


def signal(message: Message) -> Signal | None:
    """What the message says on its own, None for most. Quick for an ordinary message."""
    if message.deleted or not message.text:
        return None
    if message.kind is Kind.TOOL:
        return tool_signal(message.author_name, message.text)
    if message.kind is Kind.NOTICE:
        return topic_signal(message.text)
    return spoken_signal(message.text, reply=message.is_reply)
