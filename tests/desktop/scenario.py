"""The main job in the real window: open, look, drag, be told what breaks, undo, save, quit, and survive a kill."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time
import traceback

from window import ROOT, Ear, Failed, Window, start_accessibility, until, xdo

WORK = pathlib.Path(os.environ["COEXIST_TEST_DIR"])
BROKEN = "SQL-001"
NO_FINDINGS = re.compile(r"^Problems: no findings$")
SQL_OLD = "SQL instance sql10.contoso.com\\LYNC"
POOL_OLD = "pool pool10.contoso.com"
PILOT = re.compile(r"^Phase 3, Deploy the pilot pool, ")


def check(holds, what, more=""):
    """One line per thing that must be so."""
    if not holds:
        raise Failed(f"{what}{': ' if more else ''}{more}")
    print(f"ok   {what}", flush=True)


def findings(plan):
    """What `coexist check` says of a plan: its exit status and its findings."""
    ran = subprocess.run([os.environ["COEXIST_BIN"], "check", plan, "--format", "json"], capture_output=True,
                         text=True, check=False)
    return ran.returncode, json.loads(ran.stdout)["findings"]


def copy_of(example, name):
    to = WORK / name
    shutil.copy(ROOT / "assets" / "examples" / f"{example}.coexist", to)
    return to


# What stands on the sheet is a button that is pressed while it is selected; what it is begins its name.
OBJECT = "toggle button"


def is_object(node):
    """On the sheet, not in the list of objects beside it."""
    return node.role != "tree item"


def start_page(window):
    window.wait("Example: Contoso", "push button")
    shown = time.monotonic() - window.begun
    print(f"     window mapped after {window.mapped:.2f} s, start page in the tree after {shown:.2f} s", flush=True)
    for name in ("Open a topology or plan", "Example: Fabrikam", "Empty plan"):
        check(window.find(name, "push button"), f"the start page offers “{name}”")
    window.keep(window.picture("start"))
    window.click(window.wait("Example: Contoso", "push button"))
    window.wait("site Amsterdam", OBJECT)


def everything_is_said(window):
    for name, role in (("In site Amsterdam", "panel"), ("site Dublin", OBJECT), (POOL_OLD, OBJECT),
                       ("server fe10-01.contoso.com", OBJECT), (SQL_OLD, OBJECT),
                       ("edge10.contoso.com → pool10.contoso.com", OBJECT), ("Sheet", "canvas")):
        check(window.find(name, role), f"“{name}” is in the tree as {role}")
    pool = window.find(POOL_OLD, OBJECT)
    check("Lync 2010" in pool.description, "the pool says its version", pool.description)
    check(window.find(re.compile(r"^Today, no findings"), "page tab"), "Today is a tab of the timeline, without findings")
    check(len([n for n in window.nodes() if n.role == "page tab" and n.name.startswith("Phase ")]) == 8,
          "each of the eight phases is a tab of the timeline")


def relations_are_told(window):
    link = window.find("edge10.contoso.com → pool10.contoso.com", OBJECT)
    check(link.controls == ["pool edge10.contoso.com", POOL_OLD], "a link refers to both of its ends", str(link.controls))
    links = [node for node in window.nodes() if node.role == OBJECT and " → " in node.name]
    lacking = [node.name for node in links if len(node.controls) != 2]
    check(len(links) > 10 and not lacking, f"so do all {len(links)} links in view", str(lacking))
    pool = window.settled(POOL_OLD, OBJECT)
    check(pool.enabled and not pool.selected, "an object is enabled, and not selected yet")
    window.click(pool)
    window.wait(POOL_OLD, OBJECT, lambda node: node.selected and node.focused)
    check(True, "clicked, it is selected and has the keyboard")
    ear = Ear()
    window.press("ctrl+Next")
    said = ear.wait(re.compile(r"^Phase 1, "))
    check(True, f"another phase is announced: “{said}”")
    window.press("ctrl+Prior")


def a_site_collapses(window):
    window.click(window.settled("site Dublin", OBJECT))
    window.press("F12")
    window.wait_gone("pool dub10.contoso.com", OBJECT)
    site = window.wait("site Dublin", OBJECT, lambda node: "collapsed" in node.description)
    check("Lync 2010: 1 pool" in site.description and "dub10.contoso.com" in site.description,
          "a collapsed site tells what it holds", site.description)
    to_site = [n for n in window.nodes() if n.role == OBJECT and " → " in n.name and "site Dublin" in n.controls]
    check(to_site, "and the links of what is inside refer to it", str([node.name for node in to_site]))
    window.press("F12")
    window.wait("pool dub10.contoso.com", OBJECT)
    check(True, "the same key expands it")


def pictures_of_the_example(window):
    # Nothing is selected in them.
    window.click(window.settled("site Dublin", OBJECT))
    window.press("Escape")
    window.wait_gone(re.compile("."), OBJECT, lambda node: node.selected)
    window.click(window.wait(re.compile(r"^Phase 6, "), "page tab"))
    window.wait("pool dub13.contoso.com", OBJECT)
    window.press("shift+1")
    window.keep(window.picture("contoso-light"))
    window.click(window.wait("Dark theme", "push button"))
    window.wait("Light theme", "push button")
    window.keep(window.picture("contoso-dark"))
    window.click(window.wait("Light theme", "push button"))
    window.click(window.wait("Language: Français", "radio button"))
    window.wait("Fichier", "push button")
    window.keep(window.picture("contoso-french"))
    window.click(window.find(re.compile(r"English$"), "radio button"))
    window.wait("File", "push button")


def plans_ahead(window):
    """A proposal is looked at, and a way back; nothing of either is in the plan."""
    def command(words):
        window.press("ctrl+k")
        window.wait("Name of a command")
        window.type(words)
        window.wait(re.compile(f"^{words}"), "list item")
        window.press("Return")
    command("Propose a migration")
    window.wait(re.compile("^Replace all 8 phases with [0-9]+ phases$"), "push button")
    check(True, "a proposal says what it would take the place of")
    window.press("Escape")
    command("Roll back from here")
    window.wait(re.compile("^Preview: after going back from 6 "))
    check(True, "a way back is previewed on the sheet")
    window.press("Escape")
    window.wait("pool pool13.contoso.com", OBJECT)
    check(not window.find(re.compile("not saved")), "nothing of it is in the plan")
    window.press("F8", "F8")
    window.wait_gone("Way back", "page tab")


def idles(window):
    # Nothing that blinks has the focus: the pointer rests on the bare sheet.
    sheet = window.find("Sheet", "canvas")
    xdo("mousemove", sheet.x + 150, sheet.y + 12)
    before = window.ticks()
    def at_rest():
        nonlocal before
        # A moment after the last touch letters are given back, in one frame.
        time.sleep(2)
        now = window.ticks()
        still, before = now == before, now
        return still
    until("the window comes to rest", at_rest)
    time.sleep(10)
    used = window.ticks() - before
    check(used <= 2, f"at rest: {used} ticks of the processor in 10 s")


def zoomed(window):
    """The zoom that the sheet's corner says, in percent."""
    return int(re.search(r"\d+", window.find(re.compile(r": back to 100")).name)[0])


def every_keyboard(window):
    """Keys by where they are, as a hand presses them, on a French keyboard and on an American one."""
    digit = {n: 9 + (n or 10) for n in range(10)}
    places = {"fr": {"a": 24, "?": "shift+58", "-": 15}, "us": {"a": 38, "?": "shift+61", "-": 20}}
    for layout, place in places.items():
        subprocess.run(["setxkbmap", layout], check=True)
        time.sleep(0.5)
        def zooms(keys, is_right, what):
            window.press(keys)
            until(f"{layout}: {what}", lambda: is_right(zoomed(window)))
            check(True, f"{layout}: {what}")
        def opens(keys, name, what):
            window.press(keys)
            window.wait(name)
            window.press("Escape")
            window.wait_gone(name)
            check(True, f"{layout}: {what}")
        window.click(window.settled("site Dublin", OBJECT))
        zooms(f"ctrl+{digit[8]}", lambda z: z == 100, "Ctrl+8 shows 100 %")
        zooms("ctrl+21", lambda z: z > 100, "Ctrl+= zooms in")
        zooms(f"shift+{digit[0]}", lambda z: z == 100, "Shift+0 shows 100 %")
        zooms(f"ctrl+{place['-']}", lambda z: z < 100, "Ctrl+- zooms out")
        zooms(f"ctrl+{digit[8]}", lambda z: z == 100, "and back")
        zooms(f"shift+{digit[1]}", lambda z: z != 100, "Shift+1 shows everything")
        opens("ctrl+45", "Name of a command", "Ctrl+K opens the commands")
        opens("ctrl+shift+33", "Name of a command", "Ctrl+Shift+P too")
        opens(place["?"], "Keyboard shortcuts", "? lists the shortcuts")
        window.click(window.settled("site Dublin", OBJECT))
        window.press(f"ctrl+{place['a']}")
        window.wait(re.compile(r"objects are selected"))
        check(True, f"{layout}: Ctrl+A selects all")
        for number, tool in ((3, "Connection tool"), (2, "Hand tool"), (1, "Selection tool")):
            window.press(f"ctrl+{digit[number]}")
            window.wait(tool, "radio button", lambda node: node.selected)
            check(True, f"{layout}: Ctrl+{number} takes the {tool.lower()}")


def a_wrong_store_is_said(window, plan):
    window.click(window.wait(PILOT, "page tab"))
    window.wait("pool pool13.contoso.com", OBJECT)
    # The site fills the sheet, so that handles can be taken.
    window.press("F7")
    window.click(window.settled("site Amsterdam", OBJECT))
    window.press("shift+2")
    window.wait("Map of the sheet", "image")
    before = {node.name for node in window.nodes() if node.role == OBJECT}

    # Between the old pools and the new ones there is room.
    row = window.settled("New: Front End pool", "push button")
    edge, gateway = window.settled("pool edge10.contoso.com", OBJECT), window.settled("gateway gw-ams.contoso.com", OBJECT)
    room = ((edge.x + edge.width + gateway.x) // 2, edge.middle[1])
    window.carry(row.middle, room)
    window.wait(re.compile(r"^Allowed"), "label")
    check(True, "a pool over a site is allowed before it is let go")
    window.let_go()
    new = until("the new pool stands on the sheet",
                lambda: next((n for n in window.nodes() if n.role == OBJECT and n.name.startswith("pool ") and n.name not in before), None))
    check("Lync 2013" in new.description and "new in this phase" in new.description,
          f"“{new.name}” is a Lync 2013 pool, new in this phase", new.description)
    window.wait(NO_FINDINGS)
    check(True, "a half-built pool is not a finding")

    # From the handle of the new pool to the old pool's instance.
    new = window.settled(new.name, OBJECT)
    window.click(new)
    window.settled(new.name, OBJECT)
    new, old = window.find(new.name, OBJECT), window.find(SQL_OLD, OBJECT)
    window.carry((new.middle[0], new.y + new.height), old.middle, steps=16)
    said = window.wait(re.compile(rf"{BROKEN}$"), "label")
    check(said.name.startswith("Refused by the rules"), f"before release: “{said.name}”")
    check(window.find(NO_FINDINGS), "nothing is recorded yet")
    window.keep(window.picture("drag-verdict"))
    window.let_go()
    ear = Ear()
    choice = window.wait("User store", inside=is_object)
    window.press("Return")
    window.wait_gone("Joined as")
    said = ear.wait(re.compile(rf"{BROKEN} sql10"))
    check(True, f"the new finding is announced: “{said}”")
    check(choice, "what joins them is asked, the user store first")
    tab = window.wait(re.compile(r"^Phase 3, Deploy the pilot pool, .* 1 error"), "page tab")
    check(True, f"the timeline says “{tab.name}”")
    window.press("F8")
    row = window.wait(re.compile(rf"\b{BROKEN}\b"), inside=lambda n: n.role != "label" or n.y > 500)
    check("sql10.contoso.com" in row.name or "sql10.contoso.com" in row.description,
          f"the problems panel lists {BROKEN}", str(row))
    row = next(node for node in window.nodes() if node.role == "list item" and re.search(rf"\b{BROKEN}\b", node.name))
    check(POOL_OLD in row.controls and all(window.find(name, OBJECT) for name in row.controls),
          "and its row refers to its objects on the sheet, as far as they are in view", str(row.controls))

    window.press("ctrl+z")
    window.wait(NO_FINDINGS)
    check(True, "undo takes the finding away")
    window.press("ctrl+shift+z")
    window.wait(re.compile(r"^Problems: 2 errors"))
    check(True, "redo brings it back")
    window.press("ctrl+s")
    window.wait("saved", "label")
    check(True, "saved without a question")
    status, found = findings(plan)
    # The instance is on a server that a later phase retires, and the pool has no Edge pool for media and no Monitoring store.
    codes = [f["code"] for f in found]
    check(status == 1 and codes == [BROKEN, "EDGE-003", "MON-006", "ORDER-021"], f"check on the saved file: 1, {BROKEN}",
          str(codes))
    check(found[0]["phases"][0] == 3 and found[0]["subject"]["name"] == "sql10.contoso.com\\LYNC",
          "the finding names phase 3 and the instance", str(found[0]))
    return new.name.removeprefix("pool ")


def the_file_has_it(plan, fqdn):
    text = plan.read_text()
    phases = text[text.index("\n  phases: ["):]
    pilot = phases[phases.index('name: "Deploy the pilot pool"'):phases.index('name: "Move test users"')]
    today = text[:text.index("\n  phases: [")]
    pool = re.search(rf'AddPool\(\s+id: "([^"]+)",\s+kind: "front-end",\s+fqdn: "{re.escape(fqdn)}"', pilot)
    check(pool and fqdn not in today, f"the file adds {fqdn} in phase 3")
    link = re.search(rf'AddLink\(\s+id: "[^"]+",\s+kind: "user-store",\s+usage: "default",\s+'
                     rf'from: Pool\("{pool[1]}"\),\s+to: SqlInstance\("sql-instance-sql10-lync"\)', pilot)
    check(link, "and its user store on the old instance, in the same phase")


def undone_and_saved(window, plan):
    window.press("ctrl+z")
    window.wait(NO_FINDINGS)
    window.press("ctrl+s")
    window.wait("saved", "label")
    status, found = findings(plan)
    check(status == 0 and not found, "after undo and save, check finds nothing", str(found))
    window.press("ctrl+shift+z")
    window.wait(re.compile(r"^Problems: 2 errors"))
    window.press("ctrl+s")
    window.wait("saved", "label")
    window.press("ctrl+q")
    check(window.ended() == 0, "Ctrl+Q ends the program")


def a_kill_loses_nothing(plan):
    kept = pathlib.Path(os.environ["COEXIST_DATA_DIR"]) / "recovery"
    saved = plan.read_bytes()
    window = Window(plan)
    window.click(window.settled(POOL_OLD, OBJECT))
    def aside():
        return {path: path.stat().st_mtime_ns for path in kept.rglob("*") if path.is_file()}
    before = aside()
    window.press("Delete")
    begun = time.monotonic()
    until("what is not saved is written aside", lambda: aside() != before, 5)
    took = time.monotonic() - begun
    window.wait(re.compile(r"not saved$"), "label")
    window.kill()
    check(took < 1.5, f"what is not saved is written aside {took:.2f} s after the key")
    check(plan.read_bytes() == saved, "killed with unsaved changes: the plan's file is as it was")
    window = Window()
    offer = window.wait(re.compile(r"was not saved when Coexist ended"), "label")
    check(re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d \(\d+ kB\)", offer.name), f"recovery is offered: “{offer.name}”")
    window.picture("recovery")
    window.click(window.wait("Recover", "push button"))
    window.wait(re.compile(r"not saved$"), "label")
    window.wait("site Amsterdam", OBJECT)
    check(window.find(POOL_OLD, OBJECT) is None, "recovered: what was removed is removed, and not saved yet")
    window.press("ctrl+q")
    window.click(window.wait("Don’t save", "push button"))
    check(window.ended() == 0, "Ctrl+Q asks about unsaved changes and ends")


def a_finding_opened():
    window = Window(copy_of("fabrikam", "fabrikam.coexist"))
    errors = window.wait(re.compile(r"^Problems: \d+ error"))
    check(errors, f"fabrikam: “{errors.name}”")
    window.press("F8", "F4")
    window.wait("Back to the object", "push button")
    window.wait("What to do", "label")
    check(True, "the next problem is shown with what to do")
    window.keep(window.picture("fabrikam-finding"))
    window.press("ctrl+q")
    check(window.ended() == 0, "the window closes without a question")
    return window


def main():
    bus = start_accessibility()
    begun = time.monotonic()
    try:
        window = Window()
        start_page(window)
        everything_is_said(window)
        relations_are_told(window)
        a_site_collapses(window)
        idles(window)
        every_keyboard(window)
        pictures_of_the_example(window)
        plans_ahead(window)
        window.press("ctrl+q")
        check(window.ended() == 0, "the example closes without a question")
        plan = copy_of("contoso", "plan.coexist")
        window = Window(plan)
        fqdn = a_wrong_store_is_said(window, plan)
        the_file_has_it(plan, fqdn)
        undone_and_saved(window, plan)
        a_kill_loses_nothing(plan)
        a_finding_opened()
    except Exception as error:
        if not isinstance(error, Failed):
            traceback.print_exc()
        print(f"FAIL {error}", flush=True)
        window = Window.last
        if window and window.process.poll() is None:
            print(window.tree())
            print(f"the picture: {window.picture('failed')}")
        if window:
            print(window.log())
        return 1
    finally:
        if Window.last and Window.last.process.poll() is None:
            Window.last.kill()
        bus.terminate()
    print(f"the window passed in {time.monotonic() - begun:.0f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
