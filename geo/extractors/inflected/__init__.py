"""Reads reports in languages that tell by endings who did what to whom: base forms and cases instead of a parse."""
