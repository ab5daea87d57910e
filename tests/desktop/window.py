"""The program's window as a person has it: a pointer, a keyboard, and what a screen reader hears."""

import os
import pathlib
import re
import signal
import subprocess
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]
PICTURES = ROOT / "target" / "desktop"
SCREENSHOTS = ROOT / "screenshots"
# Longer than anything takes on two busy cores without a graphics card.
PATIENCE = 30.0


class Failed(Exception):
    """Something that must be so is not."""


def start_accessibility():
    """Tells the session that a screen reader runs, so that programs say what they show."""
    launcher = "/usr/libexec/at-spi-bus-launcher"
    bus = subprocess.Popen([launcher, "--launch-immediately"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    session = Gio.bus_get_sync(Gio.BusType.SESSION)

    def switch_on(name):
        value = GLib.Variant("(ssv)", ("org.a11y.Status", name, GLib.Variant("b", True)))
        session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties", "Set", value, None,
                          Gio.DBusCallFlags.NONE, 5000, None)

    def try_it():
        switch_on("ScreenReaderEnabled")
        switch_on("IsEnabled")
        return True

    until("the accessibility bus answers", try_it)
    Atspi.init()
    return bus


def until(what, probe, patience=PATIENCE):
    """Asks again and again; gives what `probe` gives once that is true."""
    end = time.monotonic() + patience
    error = None
    while True:
        try:
            answer = probe()
            if answer:
                return answer
        except GLib.Error as gone:  # a node that went away while it was read
            error = gone
        if time.monotonic() > end:
            raise Failed(f"{what}: not within {patience:.0f} s" + (f" ({error.message})" if error else ""))
        time.sleep(0.03)


class Node:
    """One node of the accessibility tree, as it was when it was read."""

    def __init__(self, source, depth):
        self.source = source
        self.depth = depth
        self.role = source.get_role_name() or ""
        self.name = source.get_name() or ""
        self.description = source.get_description() or ""
        states = source.get_state_set()
        marks = (Atspi.StateType.SELECTED, Atspi.StateType.CHECKED, Atspi.StateType.PRESSED)
        self.selected = any(states.contains(mark) for mark in marks)
        self.focused = states.contains(Atspi.StateType.FOCUSED)
        self.enabled = states.contains(Atspi.StateType.ENABLED) or states.contains(Atspi.StateType.SENSITIVE)
        self.x = self.y = self.width = self.height = 0
        try:
            box = source.get_extents(Atspi.CoordType.SCREEN)
            self.x, self.y, self.width, self.height = box.x, box.y, box.width, box.height
        except GLib.Error:
            pass

    @property
    def middle(self):
        return self.x + self.width // 2, self.y + self.height // 2

    @property
    def grip(self):
        """On a card's name, clear of the parts that are objects of their own."""
        return self.x + self.width // 2, self.y + min(12, self.height // 2)

    @property
    def controls(self):
        """The names of what it refers to: the ends of a link, the objects of a finding."""
        self.source.clear_cache()
        relations = self.source.get_relation_set() or []
        found = [r for r in relations if r.get_relation_type() == Atspi.RelationType.CONTROLLER_FOR]
        return [r.get_target(at).get_name() for r in found for at in range(r.get_n_targets())]

    def __str__(self):
        said = f" — {self.description}" if self.description else ""
        mark = " *" if self.selected else ""
        place = f"({self.x}, {self.y}, {self.width}, {self.height})"
        return f"{'  ' * self.depth}{self.role} “{self.name}”{mark} {place}{said}"


class Ear:
    """Hears what programs say of their own accord."""

    def __init__(self):
        self.heard = []
        self.listener = Atspi.EventListener.new(lambda event: self.heard.append(event.any_data))
        self.listener.register("object:announcement")

    def wait(self, wanted):
        def listen():
            while GLib.MainContext.default().iteration(False):
                pass
            return next((said for said in self.heard if isinstance(said, str) and fits(said, wanted)), None)
        said = wanted.pattern if isinstance(wanted, re.Pattern) else wanted
        return until(f"“{said}” is announced (heard so far: {self.heard[-3:]})", listen)


def fits(text, wanted):
    if isinstance(wanted, re.Pattern):
        return wanted.search(text) is not None
    return text == wanted


class Window:
    """A running program and its window."""

    # The one that was opened last: what a failure shows.
    last = None

    def __init__(self, *arguments, **environment):
        self.log_path = pathlib.Path(os.environ["COEXIST_TEST_DIR"]) / "program.log"
        self.begun = time.monotonic()
        self.process = subprocess.Popen(
            [os.environ["COEXIST_BIN"], *map(str, arguments)],
            env={**os.environ, **environment}, stdout=self.log_path.open("ab"), stderr=subprocess.STDOUT)
        Window.last = self
        self.id = until("the window is there", self._find_window)
        self.mapped = time.monotonic() - self.begun
        self.root = until("the window is in the accessibility tree", self._find_root)
        xdo("windowfocus", "--sync", self.id)

    def _find_window(self):
        if self.process.poll() is not None:
            raise Failed(f"the program ended with {self.process.returncode}: {self.log()}")
        found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid), "--name", "."],
                               capture_output=True, text=True, check=False).stdout.split()
        return found[-1] if found else None

    def _find_root(self):
        desktop = Atspi.get_desktop(0)
        for at in range(desktop.get_child_count()):
            application = desktop.get_child_at_index(at)
            if application and application.get_process_id() == self.process.pid and application.get_child_count():
                return application.get_child_at_index(0)
        return None

    def log(self):
        return self.log_path.read_text(errors="replace")[-2000:]

    # What is heard.

    def nodes(self):
        out = []
        rest = [(self.root, 0)]
        while rest:
            source, depth = rest.pop()
            try:
                source.clear_cache()
                out.append(Node(source, depth))
                count = source.get_child_count()
                children = [source.get_child_at_index(at) for at in range(count)]
            except GLib.Error:  # it went away just now
                continue
            rest.extend((child, depth + 1) for child in reversed(children) if child is not None)
        return out

    def tree(self):
        return "\n".join(str(node) for node in self.nodes())

    def find(self, name, role=None, inside=None):
        """The first node with this name (or pattern) and role, or none."""
        for node in self.nodes():
            if fits(node.name, name) and (role is None or node.role == role) and (inside is None or inside(node)):
                return node
        return None

    def wait(self, name, role=None, inside=None, patience=PATIENCE):
        said = name.pattern if isinstance(name, re.Pattern) else name
        return until(f"“{said}” is in the tree", lambda: self.find(name, role, inside), patience)

    def wait_gone(self, name, role=None, inside=None):
        said = name.pattern if isinstance(name, re.Pattern) else name
        until(f"“{said}” has left the tree", lambda: self.find(name, role, inside) is None)

    def settled(self, name, role=None, inside=None):
        """The node once it stands still: a view may still be moving."""
        before = None
        def probe():
            nonlocal before
            node = self.find(name, role, inside)
            now = node and (node.x, node.y, node.width, node.height)
            still, before = now is not None and now == before, now
            return node if still else None
        said = name.pattern if isinstance(name, re.Pattern) else name
        return until(f"“{said}” is in the tree and stands still", probe)

    # What is done.

    def click(self, node, button=1):
        x, y = node.grip
        xdo("mousemove", x, y)
        xdo("click", button)

    def press(self, *keys):
        for key in keys:
            xdo("key", "--clearmodifiers", key)

    def type(self, text):
        xdo("type", "--delay", "10", text)

    def carry(self, start, end, steps=8):
        """Takes what is at `start` and holds it over `end`, without letting go."""
        (x0, y0), (x1, y1) = start, end
        xdo("mousemove", x0, y0)
        # A hand rests for a few frames before it presses, and before it pulls.
        time.sleep(0.25)
        xdo("mousedown", 1)
        time.sleep(0.25)
        for step in range(1, steps + 1):
            xdo("mousemove", x0 + (x1 - x0) * step // steps, y0 + (y1 - y0) * step // steps)
            time.sleep(0.04)

    def let_go(self):
        xdo("mouseup", 1)

    def picture(self, name):
        """A picture once two in a row are the same: what moved has arrived."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        path = PICTURES / f"{name}.png"
        def shoot():
            return subprocess.run(["import", "-silent", "-window", self.id, "rgb:-"], capture_output=True,
                                  check=False).stdout
        before = shoot()
        end = time.monotonic() + 5
        while time.monotonic() < end:
            time.sleep(0.15)
            now = shoot()
            if now == before:
                break
            before = now
        subprocess.run(["import", "-silent", "-window", self.id, "-strip", str(path)], check=True)
        return path

    def keep(self, path):
        """The picture becomes one of the project's own, when these are to be renewed."""
        if os.environ.get("UPDATE_SCREENSHOTS") == "1":
            SCREENSHOTS.mkdir(exist_ok=True)
            (SCREENSHOTS / path.name).write_bytes(path.read_bytes())

    # How it ends.

    def ticks(self):
        """Processor time used so far, in ticks, of all its threads."""
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return int(fields[11]) + int(fields[12])

    def ended(self):
        until("the program ends", lambda: self.process.poll() is not None)
        return self.process.returncode

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


def xdo(*words):
    subprocess.run(["xdotool", *map(str, words)], check=True, capture_output=True)
