"""Slack: Block Kit for posts, modals and private replies, within its limits."""
