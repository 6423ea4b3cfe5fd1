"""The commands of the command line: with ``bot.app`` the only code that may know every ring."""
