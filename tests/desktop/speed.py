"""How fast the real window is without a graphics card: a plan of 1,000 objects on a screen of 1920 × 1080, panned,
zoomed, dragged and edited by pointer and keyboard. Says frames a second, the longest frame, start, memory, and
processor time at rest; it judges only with `--judge` (the targets of an optimized build on a quiet machine).

    tests/desktop/run speed [--objects 1000] [--judge] [--picture]
"""

import argparse
import os
import pathlib
import subprocess
import sys
import time

SCREEN = (1920, 1080)
ROWS = COLUMNS = 5
PITCH = (408, 264)
TICKS = os.sysconf("SC_CLK_TCK")


def plan(objects):
    """A plan file with about so many cards, 25 to a site, each with its place; two phases retire pools."""
    parts = {name: [] for name in ("sites", "pools", "servers", "sql_servers", "sql_instances", "file_stores",
                                   "gateways", "links", "user_groups", "places")}
    versions = ["lync-2010", "lync-2013"]

    def put(kind, /, **facts):
        said = ", ".join(f"{name}: {value}" for name, value in facts.items())
        parts[kind].append(f"({said})")

    def text(value):
        return f'"{value}"'

    def link(kind, start, end):
        at = f"link-{len(parts['links'])}"
        put("links", id=text(at), kind=text(kind), usage=text("default"), **{"from": start, "to": end})

    sites = max(1, objects // (ROWS * COLUMNS))
    across = max(1, round((sites * 1.2) ** 0.5))
    retired = []
    for site in range(sites):
        left = site % across * (COLUMNS * PITCH[0] + 144)
        top = site // across * (ROWS * PITCH[1] + 192)
        here = text(f"site-{site}")
        put("sites", id=here, kind=text("central"), name=text(f"Site {site}"))
        parts["places"].append(f"(Site({here}), {left - 36}, {top - 60})")
        spot = 0

        def place(kind, at):
            nonlocal spot
            x, y = left + spot % COLUMNS * PITCH[0], top + spot // COLUMNS * PITCH[1]
            parts["places"].append(f"({kind}({text(at)}), {x}, {y})")
            spot += 1
            return f"{kind}({text(at)})"

        def pool(name, kind, version, servers):
            at = f"pool-{name}-{site}"
            facts = {"edition": text("enterprise")} if kind == "front-end" else {}
            put("pools", id=text(at), kind=text(kind), fqdn=text(f"{name}-{site}.corp.example"), site=here,
                version=text(version), **facts)
            for number in range(servers):
                put("servers", id=text(f"server-{name}-{site}-{number}"), pool=text(at),
                    fqdn=text(f"{name}-{site}-{number:02}.corp.example"))
            return place("Pool", at)

        edges = [pool(f"edge{n}", "edge", versions[n], 2) for n in range(2)]
        gateways = []
        for n in range(3):
            at = f"gateway-{site}-{n}"
            put("gateways", id=text(at), fqdn=text(f"gw{n}-{site}.corp.example"), site=here,
                gateway_kind=text("pstn-gateway"))
            gateways.append(place("Gateway", at))
        front_ends = [pool(f"fe{n}", "front-end", versions[n % 2], 1 + (site + n) % 8) for n in range(12)]
        directors = [pool(f"dir{n}", "director", versions[n], 2) for n in range(2)]
        pool("med", "mediation", versions[1], 2)
        stores = []
        for n in range(3):
            server, instance = f"sql-server-{site}-{n}", f"sql-instance-{site}-{n}"
            put("sql_servers", id=text(server), fqdn=text(f"sql{n}-{site}.corp.example"), site=here,
                sql_version=text("sql-2008-r2"), sql_edition=text("standard"))
            put("sql_instances", id=text(instance), server=text(server), name=text("LYNC"))
            place("SqlServer", server)
            stores.append(f"SqlInstance({text(instance)})")
        shares = []
        for n in range(2):
            at = f"file-store-{site}-{n}"
            put("file_stores", id=text(at), host=text(f"files{n}-{site}.corp.example"), share=text("lync"), site=here)
            shares.append(place("FileStore", at))
        for n, front_end in enumerate(front_ends):
            link("user-store", front_end, stores[n // 4])
            link("application-store", front_end, stores[n // 4])
            link("file-store", front_end, shares[n // 6])
            link("media-edge", front_end, edges[n % 2])
            name = front_end.split('"')[1]
            put("user_groups", id=text(f"user-group-{site}-{n}"), homes=f'[("{name}", {100 * (n + 1)})]')
        for n in range(2):
            link("next-hop", edges[n], directors[n])
            link("next-hop", directors[n], front_ends[n])
        for gateway in gateways:
            link("trunk", gateway, front_ends[1])
        retired.append(front_ends[0])

    out = ["#![enable(implicit_some)]", "#![enable(unwrap_variant_newtypes)]",
           '(format: "coexist-plan", version: 1, target: "lync-2013",', "today: (deployment: (),"]
    places = parts.pop("places")
    out += [f"{name}: [{', '.join(all_of)}]," for name, all_of in parts.items()]
    out.append("), phases: [")
    for number in range(2):
        commands = ", ".join(f"Remove({subject})" for subject in retired[number::2][:5])
        out.append(f'(id: "phase-{number}", name: "Phase {number + 1}", steps: [Change(id: "step-{number}", '
                   f"commands: [{commands}])]),")
    out.append(f"], places: [{', '.join(places)}])")
    return "\n".join(out) + "\n"


def xdo(*words):
    subprocess.run(["xdotool", *map(str, words)], check=True, capture_output=True)


class Window:
    def __init__(self, path, log):
        self.log = log
        self.begun = time.time()
        self.process = subprocess.Popen([os.environ["COEXIST_BIN"], str(path)],
                                        env={**os.environ, "COEXIST_FRAME_LOG": str(log), "NO_AT_BRIDGE": "1"})
        self.id = None
        while self.id is None:
            found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid), "--name", "."],
                                   capture_output=True, text=True, check=False).stdout.split()
            self.id = found[-1] if found else None
            if self.process.poll() is not None or time.time() > self.begun + 60:
                sys.exit("the window did not open")
        xdo("windowsize", "--sync", self.id, *SCREEN)
        xdo("windowfocus", self.id)

    def frames(self):
        """Of each frame: when it began, our part, the whole of the one before it; in seconds."""
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        return [tuple(int(word) / 1e6 for word in line.split()) for line in lines if len(line.split()) == 3]

    def rest(self, quiet=1.0, patience=90):
        """Waits until no frame was drawn for a while."""
        end = time.time() + patience
        while time.time() < end:
            frames = self.frames()
            if frames and time.time() - frames[-1][0] > quiet:
                return
            time.sleep(0.1)
        print("   (it does not come to rest)")

    def ticks(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return int(fields[11]) + int(fields[12])

    def memory(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return {line.split(":")[0]: int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("Vm")}


RESULTS = {}


def measured(name, window, hand, start=None):
    """Frames while a hand works, from its first move to a moment after its last; the pointer rests at the start before."""
    if start:
        xdo("mousemove", *start)
    window.rest()
    begun, ticks = time.time(), window.ticks()
    hand()
    ended = time.time()
    window.rest()
    ticks = window.ticks() - ticks
    frames = [frame for frame in window.frames() if begun <= frame[0] <= ended]
    apart = sorted(b[0] - a[0] for a, b in zip(frames, frames[1:]))
    if len(apart) < 3:
        print(f"{name}: {len(frames)} frames")
        return
    ours = sorted(frame[1] for frame in frames)
    whole = sorted(frame[2] for frame in frames[1:])
    ms = lambda values, share: 1000 * values[min(len(values) - 1, int(len(values) * share))]
    rate = len(apart) / sum(apart)
    RESULTS[name] = (rate, 1000 * apart[-1])
    print(f"{name}: {rate:.0f} frames/s, apart {ms(apart, 0.5):.0f} ms, worst of 20 {ms(apart, 0.95):.0f}, "
          f"longest {1000 * apart[-1]:.0f}; ours {ms(ours, 0.5):.1f} (longest {1000 * ours[-1]:.1f}), "
          f"without the wait for the screen {ms(whole, 0.5):.1f} ms; {len(frames)} frames, "
          f"{1000 * ticks / TICKS / len(frames):.1f} ms of processor time each", flush=True)


def redrawn(name, window, key, pause, times=10):
    """How long it takes after each key until everything is redrawn: from the first frame that hears of it until the one
    that takes longest is on the screen, or the next one begins."""
    window.rest()
    begun = time.time()
    xdo(*["key", key, "sleep", pause] * times)
    window.rest()
    frames = [frame for frame in window.frames() if frame[0] >= begun]
    # What follows more than a moment later was heard of the next key.
    keys, took, ours = [], [], []
    for number, (at, own, _) in enumerate(frames):
        end = frames[number + 1] if number + 1 < len(frames) else (float("inf"), 0, own)
        if not keys or at - keys[-1][-1][0] > 0.06 or at - keys[-1][0][0] > 0.9 * pause:
            keys.append([])
        # A frame that is followed by none at once ends when it is drawn; the renderer needs as long again at most.
        keys[-1].append((at, own, min(end[0], at + 2 * max(end[2], own))))
    for heard in (heard for heard in keys if len(heard) > 1):
        longest = max(heard, key=lambda frame: frame[1])
        took.append(1000 * (longest[2] - heard[0][0]))
        ours.append(1000 * longest[1])
    took, ours = sorted(took) or [0], sorted(ours) or [0]
    print(f"{name}: redrawn after {took[len(took) // 2]:.0f} ms (longest {took[-1]:.0f}), of which {ours[len(ours) // 2]:.1f} "
          f"are ours (longest {ours[-1]:.1f}); {len(took)} keys", flush=True)


def picture(name, hand):
    """What is seen while a hand holds still, in target/desktop/."""
    hand()
    pictures = pathlib.Path(__file__).resolve().parents[2] / "target" / "desktop"
    pictures.mkdir(parents=True, exist_ok=True)
    subprocess.run(["import", "-silent", "-window", "root", str(pictures / f"speed-{name}.png")], check=False)


def swept(start, end, steps=120, pause=0.008):
    """Moves the pointer evenly: a mouse tells 125 times a second."""
    (x0, y0), (x1, y1) = start, end
    words = []
    for step in range(1, steps + 1):
        words += ["mousemove", x0 + (x1 - x0) * step // steps, y0 + (y1 - y0) * step // steps, "sleep", pause]
    xdo(*words)


def dragged(start, ends, button=1):
    xdo("mousedown", button)
    at = start
    for end in ends:
        swept(at, end)
        at = end
    xdo("mouseup", button)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--objects", type=int, default=1_000)
    options.add_argument("--judge", action="store_true")
    options.add_argument("--picture", action="store_true")
    options = options.parse_args()
    work = pathlib.Path(os.environ["COEXIST_TEST_DIR"])
    path = work / "large.coexist"
    path.write_text(plan(options.objects))
    window = Window(path, work / "frames")
    try:
        window.rest()
        frames = window.frames()
        # The drawing is there when the longest of the first frames has ended.
        longest = max(frames, key=lambda frame: frame[1])
        print(f"open: first frame after {1000 * (frames[0][0] - window.begun):.0f} ms, the one that draws the plan ends "
              f"after {1000 * (longest[0] + longest[1] - window.begun):.0f} ms ({1000 * longest[1]:.0f} ms), at rest after "
              f"{1000 * (frames[-1][0] - window.begun):.0f} ms; {window.memory()['VmRSS']:.0f} MiB")
        # When everything is in view this is between sites, and the other within one, so that zooming there brings cards.
        middle, inside = (916, 510), (916, 452)
        round_trip = [(700, 400), (1100, 640), (900, 500)]
        pan = lambda: dragged(middle, round_trip, button=2)
        zoom = lambda: xdo("mousemove", *middle, *(["keydown", "ctrl"] + ["click", 4, "sleep", 0.02] * 25
                                                   + ["click", 5, "sleep", 0.02] * 25 + ["keyup", "ctrl"]))
        xdo("mousemove", *middle, "click", "--repeat", 1, 1)
        xdo("key", "ctrl+0")
        measured("pan, everything in view", window, pan, middle)
        measured("zoom, from everything and back", window, zoom)
        xdo("mousemove", *inside, "keydown", "ctrl", "click", "--repeat", 4, "--delay", 60, 4, "keyup", "ctrl")
        measured("pan, cards in the middle size", window, pan, middle)
        xdo("key", "ctrl+8")
        measured("pan, 100 %", window, pan, middle)
        measured("pointer over the sheet, 100 %", window, lambda: swept((600, 300), (1200, 700)))
        # A Front End pool of the list of objects, brought into the middle and dragged with its five lines.
        xdo("key", "Escape", "mousemove", 150, 873, "click", 1)
        window.rest()
        xdo("mousemove", *middle, "key", "ctrl+9", "key", "ctrl+8")
        window.rest()
        if options.picture:
            picture("held", lambda: xdo("mousemove", *middle, "sleep", 0.3, "mousedown", 1, "sleep", 0.3,
                                        *sum((["mousemove", 900 + 12 * n, 500 + 6 * n, "sleep", 0.03] for n in range(12)),
                                             []), "sleep", 0.5))
            xdo("key", "Escape", "mouseup", 1)
        measured("drag of a pool", window, lambda: dragged(middle, round_trip), middle)
        redrawn("arrow keys move it", window, "Right", 0.1)
        redrawn("arrow keys move it, slowly", window, "Left", 0.4)
        # Held all the while, so that no frame is of Ctrl itself.
        xdo("keydown", "ctrl")
        redrawn("undo", window, "z", 0.4)
        xdo("keyup", "ctrl")
        measured("another phase", window, lambda: (xdo("key", "ctrl+Next"), time.sleep(1)))
        window.rest()
        before = window.ticks()
        time.sleep(5)
        print(f"at rest: {window.ticks() - before} ticks in 5 s; {window.memory()['VmRSS']:.0f} MiB, "
              f"at most {window.memory()['VmHWM']:.0f} MiB")
    finally:
        window.process.kill()
        window.process.wait()
    if options.judge:
        slow = [f"{name}: {rate:.0f} frames/s, longest {longest:.0f} ms" for name, (rate, longest) in RESULTS.items()
                if name.startswith(("pan", "drag")) and (rate < 30 or longest > 50)]
        if slow:
            sys.exit("too slow: " + "; ".join(slow))


main()
