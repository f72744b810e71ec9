"""Drafts of messages: who and why now, what forbids it, the words, and the way to a person's hand.

Nothing here sends anything. A template says what to write and when (`template`), the triggers say
to whom and why now (`triggers`), the gates say what forbids it (`gates`), the environment fills
the words in (`environment`) and a channel makes of them what a person can press (`channels`).
"""
