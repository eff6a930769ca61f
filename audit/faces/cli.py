"""The command line: parse, call, print, exit.

Exit codes: 0 nothing found that fails the run, 1 findings, 2 wrong usage or configuration, 3 something could not be
audited. 3 weighs more than 1.
"""

import json
import sys
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import click

from cutline import __version__
from cutline.config.catalogue import catalogue
from cutline.config.profiles import PROFILES
from cutline.config.schema import NEVER, SEVERITIES, ConfigError, hint, json_schema
from cutline.faces import hook_options
from cutline.faces.answering import answer_options, answers_of, run_in
from cutline.faces.outputs import earlier_reports, outputs, print_run, write_all
from cutline.faces.printing import print_chunks
from cutline.faces.screening import browser_options, screening_of
from cutline.faces.serving import served, server_options
from cutline.faces.touring import Outing, outing_of, tour_options
from cutline.faces.values import host_pattern
from cutline.faces.wishes import configuration, wished
from cutline.model.run import ExitCode
from cutline.reports import FORMATS
from cutline.reports.left_out import left_out
from cutline.sources.targets import Fetching, expand

Command = Callable[..., Any]
Decorator = Callable[[Command], Command]

TARGETS = """
A TARGET is a page (a saved HTML file), a folder of pages, a pattern such as "galleries/*.html", a gallery exported
as JSON, - for a page on standard input, or an address such as https://news.example/pictures/1.
"""

FILES = """
A TARGET is a page (a saved HTML file), a folder of pages, or a pattern such as "galleries/*.html".
"""

LEVELS = (*SEVERITIES, NEVER)


class Cutline(click.Group):
    """The commands, and one place where every failure becomes a message and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. A fault in cutline itself exits with 3: it must look neither like findings nor like none."""
        try:
            return super().invoke(ctx)
        except ConfigError as error:
            raise click.UsageError(str(error)) from error
        except KeyboardInterrupt:
            _end_workers()
            click.echo("Interrupted: the work is not complete, and no report was left half-written.", err=True)
            ctx.exit(ExitCode.NOT_AUDITED)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:  # noqa: BLE001 - the last line of defence, see above
            from cutline.faces.faults import explain

            explain(error)
            ctx.exit(ExitCode.NOT_AUDITED)


@click.group("cutline", cls=Cutline, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="cutline", message="%(prog)s %(version)s")
def cli() -> None:
    """Check the photos of news galleries: descriptions, captions, credits, cut texts and skip links.

    Start with:  cutline check page.html
    """


def _targets_argument(command: Command) -> Command:
    return click.argument("targets", nargs=-1, required=True, metavar="TARGET...")(command)


def _config_option(command: Command) -> Command:
    sentence = "Use this configuration instead of the cutline.toml found from here upwards."
    return click.option("--config", "config_file", metavar="FILE", help=sentence)(command)


def _reach_option(command: Command) -> Command:
    sentence = "Fetch from this host, even a private one, and from no other than the targets' own."
    return click.option("--allow-host", "hosts", multiple=True, type=host_pattern, metavar="HOST", help=sentence)(
        command
    )


def _format_option(formats: tuple[str, ...]) -> Decorator:
    sentence = "What to print; text by default."
    return click.option("--format", "printed", type=click.Choice(formats), default="text", help=sentence)


def _output_option(command: Command) -> Command:
    sentence = "Write a report, such as html:report.html. As often as you like."
    return click.option("-o", "--output", "written", multiple=True, metavar="FORMAT:FILE", help=sentence)(command)


def _rules_option(name: str, sentence: str) -> Decorator:
    return click.option(name, multiple=True, metavar="RULE", help=f"{sentence} As often as you like.")


@cli.command(epilog=TARGETS)
@click.argument("targets", nargs=-1, metavar="TARGET...")
@_format_option(FORMATS)
@_output_option
@_config_option
@_rules_option("--select", "Run only this rule.")
@_rules_option("--ignore", "Do not run this rule.")
@click.option("--profile", type=click.Choice(tuple(PROFILES)), help="Run a named set of rules.")
@click.option("--fail-on", "failing", type=click.Choice(LEVELS), help="The mildest finding that gives exit code 1.")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Processes for many pages, all there are by default; with --browser pages shown at a time, 3 by default.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print no report; the exit code and any -o file tell.")
@answer_options
@tour_options
@browser_options
def check(
    targets: tuple[str, ...],
    printed: str,
    written: tuple[str, ...],
    config_file: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    profile: str | None,
    failing: str | None,
    jobs: int | None,
    quiet: bool,
    baseline_file: str | None,
    since_file: str | None,
    **wishes: Any,
) -> None:
    """Check galleries and say what to fix.

    The exit code is 0 when nothing fails the check, 1 when there are findings, 2 when the command or the configuration
    is wrong, and 3 when something could not be audited.
    """
    from cutline.faces.checking import audited

    if not (targets or wishes["sitemap"]):
        raise click.MissingParameter(param_hint="'TARGET...'", param_type="argument")
    _refuse_two_stdins(targets)
    inputs = (
        ("the configuration", config_file),
        ("the baseline", baseline_file),
        ("the earlier run of --since", since_file),
        ("the state of --state", wishes["state"]),
        *(("a sitemap to be read", file) for file in wishes["sitemap"]),
    )
    reports = outputs(written, targets, inputs)
    config = wished(configuration(config_file), select=select, ignore=ignore, profile=profile, failing=failing)
    answers = answers_of(baseline_file, since_file, config.ignored)
    outing = outing_of(wishes, targets)
    with audited(
        targets, config, jobs, screening_of(wishes, config.browser), answers, outing, earlier_reports(reports)
    ) as run:
        write_all(run, reports, config.fail_on)
        if not quiet:
            print_run(run, printed)
        if quiet or printed != "text":
            # The text says it itself.
            for said in left_out(run):
                click.echo(said, err=True)
        code = run.summary().exit_code(config.fail_on)
    for remark in answers.remarks():
        click.echo(remark, nl=False, err=True)
    click.get_current_context().exit(code)


def _hook_options(command: Command) -> Command:
    for option in reversed(hook_options.OPTIONS):
        taken = click.Choice(option.legal) if option.legal else str
        command = click.option(
            option.flag,
            option.name,
            type=taken,
            metavar=option.metavar or None,
            multiple=option.multiple,
            default=getattr(hook_options.Wishes(), option.name),
            help=option.sentence,
        )(command)
    return command


@cli.command()
@_hook_options
def hook(**wishes: Any) -> None:
    """Say whether the page on standard input may be published.

    For a CMS or a script: a page, or a gallery in JSON, comes in on standard input, and a verdict goes out as one line
    of JSON. The exit code is 0 when it may be published, 1 when findings forbid it, 2 when the command or the
    configuration is wrong, and 3 when the page could not be audited. With --on-failure allow, a page that could not be
    audited gives 0 instead of 3; the verdict and standard error still say what is not known.
    """
    from cutline.faces.hook import answered

    click.get_current_context().exit(answered(hook_options.Wishes(**wishes)))


@cli.command(epilog=TARGETS)
@_targets_argument
@_format_option(("text", "json"))
@click.option("--explain", is_flag=True, help="Say why each text belongs to its photo, and what is not a photo.")
@click.option("--orphans", is_flag=True, help="Show what speaks of photos that are not on the page.")
@_config_option
@browser_options
def inspect(
    targets: tuple[str, ...], printed: str, explain: bool, orphans: bool, config_file: str | None, **screen: Any
) -> None:
    """Show the photos and texts that were recognised."""
    from cutline.faces.inspecting import as_json, as_text, inspected

    _refuse_two_stdins(targets)
    failed: list[str] = []
    config = configuration(config_file)
    found = expand(targets, Fetching(allow_hosts=screen["allow_host"]))
    pages = inspected(found, config, failed, screening_of(screen, config.browser))
    if printed == "json":
        print_chunks(as_json(pages))
    else:
        print_chunks(chunk for page in pages for chunk in as_text(page, explain=explain, orphans=orphans))
    click.get_current_context().exit(ExitCode.NOT_AUDITED if failed else ExitCode.CLEAN)


@cli.command()
@click.argument("rule_id", required=False, metavar="[RULE]")
@_format_option(("text", "json"))
@_config_option
def rules(rule_id: str | None, printed: str, config_file: str | None) -> None:
    """List the rules, or explain one with examples."""
    from cutline.faces.listing import rule_as_text, rules_as_json, rules_as_text

    known = {rule.id: rule for rule in catalogue(configuration(config_file).rules_from)}
    if rule_id is not None and rule_id not in known:
        raise click.UsageError(f"there is no rule {rule_id!r}{hint(rule_id, known)}")
    chosen = [known[rule_id]] if rule_id else list(known.values())
    if printed == "json":
        print_chunks(rules_as_json(chosen))
    else:
        print_chunks(rule_as_text(chosen[0]) if rule_id else rules_as_text(chosen))


@cli.command()
@click.argument("run_file", metavar="RUN.json")
@click.option("--format", "printed", type=click.Choice(FORMATS), help="What to print; text when there is no -o.")
@_output_option
def report(run_file: str, printed: str | None, written: tuple[str, ...]) -> None:
    """Make reports from an earlier run.

    RUN.json is what check wrote with -o json:RUN.json.
    """
    reports = outputs(written, inputs=[("the run to be reported", run_file)])
    run = run_in(run_file)
    write_all(run, reports)
    if printed or not reports:
        print_run(run, printed or "text")


@cli.command(epilog=TARGETS)
@_targets_argument
@click.option("-o", "--output", "file", metavar="FILE", help="Write to this new file instead of standard output.")
@_reach_option
@_config_option
def init(targets: tuple[str, ...], file: str | None, hosts: tuple[str, ...], config_file: str | None) -> None:
    """Propose a house style from pages.

    The forms and agencies of the credits that are there become a configuration, with counts, to be edited and used.
    """
    from cutline.faces.initialising import initialised

    _refuse_two_stdins(targets)
    click.get_current_context().exit(
        initialised(targets, configuration(config_file), file, Fetching(allow_hosts=hosts))
    )


BASELINE = "cutline-baseline.toml"


@cli.group()
def baseline() -> None:
    """Keep the findings that a house has accepted.

    The file is TOML, made to be read, edited and merged; check takes it with --baseline.
    """


def _baseline_option(command: Command) -> Command:
    return click.option("--baseline", "file", metavar="FILE", default=BASELINE, show_default=True)(command)


@baseline.command(epilog=TARGETS)
@_targets_argument
@_baseline_option
@_reach_option
@_config_option
@click.option("--reason", default="", help="Why these findings may stay.")
@click.option("--who", default="", help="Who decided.")
@click.option("--until", metavar="YYYY-MM-DD", type=click.DateTime(["%Y-%m-%d"]), help="The last day this holds.")
def create(
    targets: tuple[str, ...],
    file: str,
    hosts: tuple[str, ...],
    config_file: str | None,
    reason: str,
    who: str,
    until: datetime | None,
) -> None:
    """Accept what is found now. Entries that the file already has stay as they are."""
    from cutline.faces import baselining

    _refuse_two_stdins(targets)
    last = until.date().isoformat() if until else ""
    said = {"reason": reason, "who": who, "when": date.today().isoformat(), "until": last}
    click.get_current_context().exit(baselining.create(file, targets, configuration(config_file), said, _outing(hosts)))


@baseline.command("check", epilog=TARGETS)
@_targets_argument
@_baseline_option
@_reach_option
@_config_option
def check_baseline(targets: tuple[str, ...], file: str, hosts: tuple[str, ...], config_file: str | None) -> None:
    """Say which entries still answer a finding; exit code 1 when one does not."""
    from cutline.faces import baselining

    _refuse_two_stdins(targets)
    click.get_current_context().exit(baselining.check(file, targets, configuration(config_file), _outing(hosts)))


@baseline.command(epilog=TARGETS)
@_targets_argument
@_baseline_option
@_reach_option
@_config_option
def prune(targets: tuple[str, ...], file: str, hosts: tuple[str, ...], config_file: str | None) -> None:
    """Drop the entries whose finding is gone from these pages."""
    from cutline.faces import baselining

    _refuse_two_stdins(targets)
    click.get_current_context().exit(baselining.prune(file, targets, configuration(config_file), _outing(hosts)))


@baseline.command()
@click.argument("decisions", metavar="DECISIONS.toml")
@_baseline_option
def take(decisions: str, file: str) -> None:
    """Take over the decisions of another file of the same form."""
    from cutline.faces import baselining

    click.get_current_context().exit(baselining.take(file, decisions))


@cli.command(epilog=FILES)
@_targets_argument
@click.option("--diff/--write", "showing", default=True, help="Show what would change (the default), or change files.")
@_rules_option("--rule", "Apply only what this rule suggests.")
@_config_option
def fix(targets: tuple[str, ...], showing: bool, rule: tuple[str, ...], config_file: str | None) -> None:
    """Mend what can be mended without a person reading it.

    Only edits that change no word are made; what an editor should type is in the reports.
    """
    from cutline.faces import fixing

    mend = fixing.shown if showing else fixing.applied
    click.get_current_context().exit(mend(targets, configuration(config_file), rule))


@cli.command()
@_config_option
@server_options
def serve(config_file: str | None, **wishes: Any) -> None:
    """Answer a CMS or an editor over HTTP.

    POST /v1/audits takes a page or a gallery and answers whether it may be published. Only this machine is listened
    to, unless --host says otherwise; then requests must be signed, with secrets from --secret-file or from the
    environment variable CUTLINE_SERVE_SECRETS. It stops on SIGTERM.
    """
    served(configuration(config_file), wishes)


@cli.command()
@_config_option
def schema(config_file: str | None) -> None:
    """Print the JSON Schema of cutline.toml.

    Editors that know TOML complete and check a configuration by it.
    """
    described = json_schema(catalogue(configuration(config_file).rules_from), tuple(PROFILES))
    print_chunks([json.dumps(described, indent=2, ensure_ascii=False), "\n"])


@cli.command()
def doctor() -> None:
    """Say what is installed and what is missing."""
    from cutline.faces.doctor import symptoms

    print_chunks(symptoms())


def _outing(hosts: tuple[str, ...]) -> Outing:
    return Outing(Fetching(allow_hosts=hosts))


def _refuse_two_stdins(targets: tuple[str, ...]) -> None:
    if targets.count("-") > 1:
        raise click.UsageError("- can be given once: there is only one standard input")


def _end_workers() -> None:
    if "multiprocessing" in sys.modules:
        from cutline.engine.workers import end_workers

        end_workers()
