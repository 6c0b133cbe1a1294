"""The fence: a process of its own, shut in and limited, for whatever opens a file from outside."""
