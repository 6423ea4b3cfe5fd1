"""Blameless language: text -> findings with neutral rewrites (pure, offline)."""
