"""``python -m cybercoop``: the same as the command `cybercoop`."""

from .commands.main import main

if __name__ == "__main__":
    main()
