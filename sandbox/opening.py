"""The opening scene: the people of the example set up their team and log a little, by typing like anybody else."""

from sandbox.server import Sandbox

MARIEKE, SANNE, OLIVER = "U05MARIEKE", "U05SANNE", "U05OLIVER"

# Who types what, in this order; the manager comes first and so is the administrator.
LINES = (
    (MARIEKE, "/ritme team Noord"),
    (SANNE, "/ritme team Noord"),
    (OLIVER, "/ritme team Noord"),
    (MARIEKE, "/ritme kanaal #sales"),
)


async def play_opening(sandbox: Sandbox) -> None:
    """Play the scene, and clear the answers away, so that everybody begins with an empty screen."""
    for user_id, line in LINES:
        visitor = sandbox.person(user_id)
        shown = await visitor.types_command(line)
        if shown is not None:
            sandbox.workspace.remove_message(shown)
