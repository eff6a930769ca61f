"""The options of `cutline serve`, and what they come to."""

from collections.abc import Callable
from typing import Any

import click

from cutline.config.schema import Config, ConfigError
from cutline.faces.values import Amount, host_name, host_pattern

Command = Callable[..., Any]

SIGNATURES = ("standard", "hmac", "github", "arc", "contentful")

_LIMIT = Amount(min=0, min_open=True, max=1024)
_COUNT = click.IntRange(min=1, max=4096)

_OPTIONS = (
    click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at."),
    click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0 takes a free one."),
    click.option(
        "--public-name",
        "names",
        multiple=True,
        type=host_name,
        metavar="NAME",
        help="A host name that requests come by, as by a proxy.",
    ),
    click.option("--secret-file", "files", multiple=True, metavar="FILE", help="Secrets of senders, one a line."),
    click.option("--signature", type=click.Choice(SIGNATURES), help="How requests are signed; standard by default."),
    click.option("--signature-header", "header", metavar="NAME", help="The header of --signature hmac."),
    click.option("--signature-prefix", "prefix", metavar="TEXT", help="What stands before that signature."),
    click.option("--allow-url", is_flag=True, help="Fetch pages whose address is given, from public addresses."),
    click.option(
        "--allow-host",
        "allow_hosts",
        multiple=True,
        type=host_pattern,
        metavar="HOST",
        help="Fetch from this host alone, even a private one.",
    ),
    click.option(
        "--editors-page/--no-editors-page",
        "editors",
        default=None,
        help="Offer a page to paste galleries into; by default where nothing needs to be signed.",
    ),
    click.option("--jobs", type=_COUNT, metavar="N", help="Audits under way at once; one a processor by default."),
    click.option("--at-once", type=_COUNT, default=32, show_default=True, help="Requests taken in at once."),
    click.option("--body-mib", type=_LIMIT, default=8, show_default=True, help="The largest body, in MiB."),
    click.option("--body-seconds", type=_LIMIT, default=10, show_default=True, help="How long a body may take."),
    click.option(
        "--memory-mib",
        type=click.IntRange(min=256),
        default=1024,
        show_default=True,
        help="Memory of one audit, in MiB.",
    ),
)


def server_options(command: Command) -> Command:
    """Give a command the options of the server, all of which end in `wishes`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def served(config: Config, wishes: dict[str, Any]) -> None:
    """Serve until told to stop. Raises ConfigError."""
    from cutline.engine.runner import processors
    from cutline.engine.select import selection_of

    selection_of(config)
    try:
        from cutline.faces.server.keys import secrets_in
        from cutline.faces.server.running import serve
        from cutline.faces.server.settings import Settings
    except ModuleNotFoundError as error:
        raise ConfigError(f"cutline serve needs {error.name}: pip install 'cutline[web]'") from error
    files = wishes.pop("files")
    jobs = wishes.pop("jobs") or processors()
    serve(Settings(config=config, secrets=secrets_in(files), jobs=jobs, **wishes))
