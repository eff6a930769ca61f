"""`cutline init`: pages in, a house style out."""

import tomllib

GALLERY = "<!doctype html><html lang=en><title>Boats</title><main>" + "".join(
    f'<figure><img src="{number}.jpg" width=900 height=600 alt="Boats {number}">'
    f"<figcaption>Boats wait behind mole {number}. [Ida Brandt/Reuters]</figcaption></figure>"
    for number in range(3)
)


def test_the_style_is_printed(desk):
    desk.write("a.html", GALLERY)
    result = desk.run("init", "a.html")
    assert (result.exit_code, result.stderr) == (0, "")
    assert tomllib.loads(result.stdout)["credit"]["template"] == "[{people}/{agency}]"


def test_the_style_is_written_to_a_new_file_and_can_be_used(desk):
    desk.write("pages/a.html", GALLERY)
    result = desk.run("init", "pages", "-o", "style.toml")
    assert result.exit_code == 0
    assert "cutline check --config style.toml" in result.stdout
    assert desk.run("inspect", "pages", "--config", "style.toml").exit_code == 0


def test_a_file_that_is_there_already_is_kept(desk):
    desk.write("a.html", GALLERY)
    desk.write("cutline.toml", 'fail_on = "never"')
    result = desk.run("init", "a.html", "-o", "cutline.toml")
    assert result.exit_code == 2
    assert "cutline.toml: this file is there already; name another one, or move it away" in result.stderr
    assert (desk.folder / "cutline.toml").read_text() == 'fail_on = "never"'


def test_a_folder_that_is_not_there_is_2(desk):
    desk.write("a.html", GALLERY)
    result = desk.run("init", "a.html", "-o", "gone/style.toml")
    assert result.exit_code == 2
    assert "gone/style.toml: cannot be written: No such file or directory" in result.stderr


def test_pages_without_credits_give_no_style_and_3(desk):
    desk.page("bare.html", "A ferry")
    result = desk.run("init", "bare.html", "-o", "style.toml")
    assert result.exit_code == 3
    assert "No credit was understood, so there is no house style to propose." in result.stderr
    assert not (desk.folder / "style.toml").exists()


def test_a_page_that_cannot_be_read_is_named_and_the_others_count(desk):
    desk.write("a.html", GALLERY)
    result = desk.run("init", "gone.html", "a.html")
    assert result.exit_code == 3
    assert "gone.html: not read: " in result.stderr
    assert tomllib.loads(result.stdout)["credit"]["template"] == "[{people}/{agency}]"
