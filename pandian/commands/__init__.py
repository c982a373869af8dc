"""One module a command, each with `command`. The name of the module is the name of the command."""
