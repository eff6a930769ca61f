"""`cutline baseline` and `cutline check --baseline --since`."""

import json

import pytest

BASE = "cutline-baseline.toml"


@pytest.fixture
def loud(desk):
    """A desk with a page that has one finding, where findings of a warning fail a check."""
    desk.page("loud.html", "A ferry!!", "A quay")
    desk.write("house.toml", (desk.folder / "house.toml").read_text() + 'fail_on = "warning"\n')
    return desk


def baseline(desk, command, *words):
    return desk.run("baseline", command, *words, "--config", "house.toml")


def test_what_was_accepted_passes_and_what_is_new_fails(loud):
    assert loud.check("loud.html").exit_code == 1
    made = baseline(loud, "create", "loud.html", "--reason", "old stock", "--who", "Mila", "--until", "2999-01-31")
    assert (made.exit_code, made.stdout) == (0, f"{BASE}: one finding accepted.\n")
    checked = loud.check("loud.html", "--baseline", BASE, "--format", "json")
    assert checked.exit_code == 0
    (page,) = json.loads(checked.stdout)["pages"]
    assert page["findings"] == []
    assert [(a["place"], a["reason"], a["who"], a["finding"]["rule"]) for a in page["answered"]] == [
        ("baseline", "old stock", "Mila", "house-shouted")
    ]
    loud.page("loud.html", "A ferry!!", "A quay!!")
    assert loud.check("loud.html", "--baseline", BASE).exit_code == 1


def test_a_changed_text_fails_again(loud):
    baseline(loud, "create", "loud.html")
    loud.page("loud.html", "A boat!!", "A quay")
    result = loud.check("loud.html", "--baseline", BASE)
    assert result.exit_code == 1
    assert f"{BASE}: one entry reopened: the text was changed." in result.stderr


def test_accepting_again_keeps_the_reasons_that_are_there(loud):
    baseline(loud, "create", "loud.html", "--reason", "first")
    loud.page("loud.html", "A ferry!!", "A quay!!")
    assert baseline(loud, "create", "loud.html", "--reason", "second").exit_code == 0
    text = (loud.folder / BASE).read_text(encoding="utf-8")
    assert (text.count('reason = "first"'), text.count('reason = "second"')) == (1, 1)


def test_check_tells_what_became_of_the_entries(loud):
    baseline(loud, "create", "loud.html", "--reason", "old stock")
    fine = baseline(loud, "check", "loud.html")
    assert (fine.exit_code, fine.stdout) == (0, "one entry answers a finding.\n")
    loud.page("loud.html", "A ferry", "A quay")
    gone = baseline(loud, "check", "loud.html")
    assert gone.exit_code == 1
    assert gone.stdout == (
        "no entries answer a finding.\n\none entry gone: `cutline baseline prune` drops them\n"
        "  loud.html [house-shouted] photo-0.jpg\n    old stock\n"
    )


def test_gone_entries_are_told_by_a_check_and_dropped_on_request(loud):
    baseline(loud, "create", "loud.html")
    loud.page("other.html", "A mole!!")
    baseline(loud, "create", "other.html")
    loud.page("loud.html", "A ferry", "A quay")
    told = loud.check("loud.html", "--baseline", BASE)
    assert (told.exit_code, told.stderr) == (
        0,
        f"{BASE}: one entry is gone; `cutline baseline prune` drops what is gone.\n",
    )
    pruned = baseline(loud, "prune", "loud.html")
    assert pruned.exit_code == 0
    assert "one entry dropped" in pruned.stdout
    text = (loud.folder / BASE).read_text(encoding="utf-8")
    assert (text.count("[[finding]]"), text.count("other.html")) == (1, 1)


def test_nothing_to_prune_leaves_the_file_as_it_is(loud):
    baseline(loud, "create", "loud.html")
    file = loud.folder / BASE
    file.write_text(file.read_text() + "# a note of ours\n")
    baseline(loud, "prune", "loud.html")
    assert file.read_text().endswith("# a note of ours\n")


def test_decisions_of_another_file_are_taken_over(loud):
    baseline(loud, "create", "loud.html", "--reason", "first")
    (loud.folder / BASE).rename(loud.folder / "decisions.toml")
    result = loud.run("baseline", "take", "decisions.toml")
    assert (result.exit_code, result.stdout) == (0, f"{BASE}: one entry taken over.\n")
    assert loud.check("loud.html", "--baseline", BASE).exit_code == 0


def test_nothing_is_accepted_when_something_could_not_be_audited(loud):
    result = baseline(loud, "create", "loud.html", "gone.html")
    assert result.exit_code == 3
    assert "nothing was written: not everything could be audited" in result.stderr
    assert not (loud.folder / BASE).exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("check", "loud.html", "--baseline", "gone.toml"), "gone.toml: cannot be read: No such file or directory"),
        (("check", "loud.html", "--baseline", "bad.toml"), "bad.toml: schema: a baseline of another version"),
        (("check", "loud.html", "--baseline", ""), "the name of a file is empty; if it comes from a variable"),
        (("check", "loud.html", "--since", ""), "the name of a file is empty; if it comes from a variable"),
        (("baseline", "create", "loud.html", "--baseline", ""), "the name of a file is empty"),
        (("check", "loud.html", "--since", "gone.json"), "gone.json: cannot be read: No such file or directory"),
        (("check", "loud.html", "--since", "bad.toml"), "bad.toml: not JSON"),
        (("check", "loud.html", "--baseline", "bad.toml", "-o", "json:bad.toml"), "a report would overwrite it"),
        (("baseline", "check", "loud.html"), f"{BASE}: cannot be read: No such file or directory"),
        (("baseline", "prune", "loud.html", "--baseline", "bad.toml"), "bad.toml: schema: a baseline of another"),
        (("baseline", "create", "loud.html", "--baseline", "no/where.toml"), "no/where.toml: cannot be written"),
        (("baseline", "create", "loud.html", "--until", "soon"), "'soon' does not match the format"),
        (("baseline", "take", "gone.toml"), "gone.toml: cannot be read"),
    ],
)
def test_wrong_usage_is_2_and_says_what_would_be_right(loud, words, said):
    loud.write("bad.toml", 'schema = "cutline/baseline/9"\n')
    result = loud.run(*words)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())


def test_an_entry_of_the_configuration_that_nothing_needs_is_told(loud):
    house = (loud.folder / "house.toml").read_text()
    entry = '[[ignore]]\nrule = "house-shouted"\nsubject = "photo-{}.jpg"\nreason = "old stock"\n'
    loud.write("house.toml", house + entry.format(0) + entry.format(7))
    result = loud.check("loud.html")
    assert result.exit_code == 0
    assert result.stderr == "[[ignore]] house-shouted subject photo-7.jpg: nothing was found that this speaks of.\n"


def test_since_marks_what_is_new_and_counts_what_is_fixed(loud):
    loud.check("loud.html", "-q", "-o", "json:before.json")
    loud.page("loud.html", "A ferry", "A quay!!")
    result = loud.check("loud.html", "--since", "before.json", "-o", "json:after.json")
    assert result.exit_code == 1
    assert "warning  new: " in result.stdout
    assert ": one new, one fixed, none unchanged.\n" in result.stdout
    since = json.loads((loud.folder / "after.json").read_text())["since"]
    assert [gone["subject"] for gone in since["fixed"]] == ["photo-0.jpg"]
    assert (len(since["new"]), since["unchanged"], since["unknown"]) == (1, [], 0)


def test_a_run_that_was_compared_can_be_compared_again(loud):
    loud.check("loud.html", "-q", "-o", "json:one.json")
    loud.check("loud.html", "-q", "--since", "one.json", "-o", "json:two.json")
    assert ": none new, none fixed, one unchanged.\n" in loud.check("loud.html", "--since", "two.json").stdout


@pytest.mark.parametrize("command", ["create", "check", "prune"])
def test_what_could_not_be_audited_is_named_with_its_reason(loud, command):
    baseline(loud, "create", "loud.html")
    loud.write("words.html", "upstream connect error")
    loud.page("moody.html", "crash")
    result = baseline(loud, command, "loud.html", "gone.html", "words.html", "moody.html")
    assert result.exit_code == 3
    assert result.stderr.splitlines()[:3] == [
        "gone.html: not audited: there is no such file",
        "words.html: not audited: there is no tag in it, so it is no page",
        "moody.html: not audited: the check house-moody broke off: LookupError: the rule tripped",
    ]


@pytest.mark.parametrize("folder", ["galleries", "./galleries/"])
def test_the_entries_of_a_page_that_was_deleted_are_gone_with_it(loud, folder):
    for name in ("galleries/a.html", "galleries/deep/b.html", "other/c.html"):
        loud.page(name, "A ferry!!")
    baseline(loud, "create", folder, "other")
    (loud.folder / "galleries" / "a.html").unlink()
    (loud.folder / "galleries" / "deep" / "b.html").unlink()
    (loud.folder / "other" / "c.html").unlink()
    loud.page("galleries/d.html", "A ferry")
    assert f"{BASE}: two entries are gone" in loud.check(folder, "--baseline", BASE).stderr
    pruned = baseline(loud, "prune", folder)
    assert pruned.exit_code == 0
    left = (loud.folder / BASE).read_text(encoding="utf-8")
    assert "galleries/" not in left
    assert 'page = "other/c.html"' in left


def test_the_entries_of_a_page_that_is_only_left_out_stay(loud):
    loud.page("galleries/a.html", "A ferry!!")
    loud.page("galleries/b.html", "A ferry!!")
    baseline(loud, "create", "galleries")
    before = (loud.folder / BASE).read_text(encoding="utf-8")
    (loud.folder / "galleries" / "b.html").unlink()
    assert baseline(loud, "prune", "galleries/a.html").exit_code == 0
    assert (loud.folder / BASE).read_text(encoding="utf-8") == before
