"""Pictures of the main screens, in both themes and both languages, and in high contrast: for eyes, and for README."""

import os
import pathlib
import re
import sys
import time
import traceback

from scenario import copy_of, check
from window import Failed, Window, start_accessibility, xdo

DATA = pathlib.Path(os.environ["COEXIST_DATA_DIR"])
LOOKS = ("Light", "Dark")
LANGUAGES = ("en", "fr")
# The views for planning, below the sheet.
VIEWS = {
    "schedule": "Schedule|Calendrier",
    "load": "Load|Charge",
    "resources": "Resources|Ressources",
    "compare": "Compare|Comparaison",
    "way-back": "Way back|Retour en arrière",
}
# The panel of problems.
PROBLEMS = re.compile("^(Not checked|Non vérifié) ")


def settings(theme, language):
    DATA.mkdir(parents=True, exist_ok=True)
    # No picture shows where the files of this run are.
    (DATA / "recent.ron").unlink(missing_ok=True)
    (DATA / "settings.ron").write_text(f'(language: Some("{language}"), theme: {theme})')


def opened(example):
    window = Window(copy_of(example, f"{example}.coexist"))
    window.wait(re.compile(r"^site ", re.IGNORECASE))
    return window


def in_phase(window, number):
    window.wait(re.compile(f"^Phase {number}, "), "page tab", lambda node: node.selected)


def keep(window, what, theme, language):
    # The pointer rests where it changes nothing.
    xdo("mousemove", 700, 892)
    path = window.picture(f"{what}-{theme.lower()}-{language}")
    check(path.stat().st_size > 10_000, f"{path.stem}")
    window.keep(path)


def closed(window):
    window.press("ctrl+q")
    check(window.ended() == 0, "the window closes without a question")


def page(window, what, key, shown, theme, language):
    """A page that a key opens, when this is on it."""
    window.press(key)
    window.wait(re.compile(shown))
    keep(window, what, theme, language)
    window.press("Escape")


def planning(window, theme, language):
    """What stands below the sheet, and the form that proposes a migration."""
    window.press("F8")
    window.wait(PROBLEMS)
    for what, names in VIEWS.items():
        window.click(window.wait(re.compile(f"^({names})$"), "page tab"))
        # Some are worked out beside the window.
        time.sleep(1)
        keep(window, what, theme, language)
    window.press("F8", "F8")
    window.wait_gone(PROBLEMS)
    window.press("ctrl+k")
    window.wait(re.compile("^(Name of a command|Nom d’une commande)$"))
    window.type("Propos")
    time.sleep(0.5)
    page(window, "propose", "Return", "^(What comes of it|Le résultat)", theme, language)


def screens(theme, language):
    settings(theme, language)
    window = Window()
    window.wait(re.compile("Contoso"))
    keep(window, "start", theme, language)
    closed(window)

    window = opened("contoso")
    window.press(*["ctrl+Next"] * 6)
    in_phase(window, 6)
    window.press("ctrl+0")
    keep(window, "sheet", theme, language)
    planning(window, theme, language)
    window.press("F5")
    window.wait(re.compile("^Page [0-9]+ (of|sur) "))
    # The drawing is made beside the window and glides to its place, and the bar goes when the pointer rests.
    xdo("mousemove", 700, 892)
    time.sleep(4)
    keep(window, "present", theme, language)
    window.press("End")
    window.wait(re.compile("^(In short|En résumé)$"))
    keep(window, "present-summary", theme, language)
    window.press("Escape")
    in_phase(window, 6)
    closed(window)

    window = opened("tailspin")
    window.press(*["ctrl+Next"] * 3)
    in_phase(window, 3)
    keep(window, "tailspin", theme, language)
    page(window, "missing", "ctrl+m", "^(Missing facts|Propriétés manquantes)$", theme, language)
    closed(window)

    window = opened("fabrikam")
    window.press("F8")
    window.wait(PROBLEMS)
    window.press("F4")
    in_phase(window, 1)
    keep(window, "finding", theme, language)
    window.press("F8")
    page(window, "rules", "F1", "AD-001", theme, language)
    closed(window)


def main():
    bus = start_accessibility()
    try:
        only = sys.argv[1:]
        for theme in LOOKS:
            for language in LANGUAGES:
                if not only or f"{theme.lower()}-{language}" in only:
                    screens(theme, language)
        for theme in ("ContrastLight", "ContrastDark"):
            if not only or theme.lower() in only:
                settings(theme, "en")
                window = opened("tailspin")
                window.press(*["ctrl+Next"] * 3)
                in_phase(window, 3)
                window.press("F8")
                window.wait(PROBLEMS)
                window.press("ctrl+0")
                keep(window, "sheet", theme, "en")
                closed(window)
    except Exception as error:
        if not isinstance(error, Failed):
            traceback.print_exc()
        print(f"FAIL {error}", flush=True)
        window = Window.last
        if window and window.process.poll() is None:
            print(window.tree())
            print(f"the picture: {window.picture('failed')}")
            print(window.log())
        return 1
    finally:
        if Window.last and Window.last.process.poll() is None:
            Window.last.kill()
        bus.terminate()
    return 0


if __name__ == "__main__":
    sys.exit(main())
