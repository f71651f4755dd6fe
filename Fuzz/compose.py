#!/usr/bin/env python3
"""Compares how nodectl and docker compose understand generated compose files, with overrides, interpolation and .env.

  compose.py CASES [SEED]     in an empty directory with identity.secret and join-token

What nodectl exports has to mean to docker compose what the files themselves mean to it, or be refused; what compose
refuses, nodectl has to refuse. Each case is the same for the same seed. The last line is a count of the outcomes; exits
with 1 where one of them is a difference, whose files are then in a directory named after the case, where nodectl refuses
for another reason than the intended ones, where it refuses most, and where it models a key that is never generated.
"""

import json
import os
import random
import re
import shutil
import subprocess
import sys

import yaml

SPEC = """name: edge-01
zerotier:
  network: 8056c2e21c000001
  identity: {file: identity.secret}
k0s:
  version: v1.34.1+k0s.0
  joinToken: {file: join-token}
template: compose.yaml
override: override.yaml
"""
SERVICES = ["zerotier", "runtime", "k0s", "side"]
MERGED = ["labels", "stop_signal", "environment", "user"]
VARIABLES = ["A", "B", "C_1", "LONG_NAME", "UNSET", "EMPTY"]
# Why nodectl refuses what compose takes: docs/compose-files.md.
REFUSALS = [
    "'ports' cannot be combined with 'network_mode'", "a service in another's network namespace has its host name",
    "the tmpfs at .* would hide the (secret|config) at .*", "/.* is both a volume and a tmpfs", "'.*' has no value",
    "'.*' can never be healthy: its health check is disabled", "start_interval means nothing without start_period",
    "nodectl brings up every service: a dependency cannot be optional", "'.*' is not a network mode that nodectl knows",
    "'~' is another directory for each user", "'(tmpfs|npipe)' is not one of: volume, bind", "a volume needs a name",
    "the volume at '/.*' has no name", "only 'ingress', the default, means anything to an engine without a swarm",
    "the mount option '[zZ]' relabels the source for SELinux", "'(container|service):.*' is not one of: host",
    "with the host's (cgroups|processes), CRI-O.*", "'288' is not a file mode", "'0' is not a size",
    "0 is not between .* CPUs", "the ranges of '.*' differ in length", "'cached' is not an option of a mount",
    "'sometimes' is not a restart policy", "the target 'data' is not an absolute path",
]
# Why compose refuses what nodectl takes.
COMPLAINTS = ["security_opt array items", r"services\.\w+\.[a-z_]+ must be a ", r"panic: .* interface {} is nil"]
# An unknown key at every place that has keys, a line each: nodectl answers with those that it knows there.
PROBE = """unknown-key: 1
services:
  a: {unknown-key: 1,
    healthcheck: {unknown-key: 1},
    depends_on: {a: {unknown-key: 1}},
    networks: {a: {unknown-key: 1}},
    ports: [{unknown-key: 1}],
    volumes: [{unknown-key: 1,
      bind: {unknown-key: 1},
      volume: {unknown-key: 1}}],
    secrets: [{unknown-key: 1}],
    configs: [{unknown-key: 1}],
    ulimits: {a: {unknown-key: 1}},
    logging: {unknown-key: 1}}
networks: {a: {unknown-key: 1}}
volumes: {a: {unknown-key: 1}}
secrets: {a: {unknown-key: 1}}
configs: {a: {unknown-key: 1}}
"""
PLACES = [
    "", "services/*", "services/*/healthcheck", "services/*/depends_on/*", "services/*/networks/*", "services/*/ports/*",
    "services/*/volumes/*", "services/*/volumes/*/bind", "services/*/volumes/*/volume", "services/*/secrets/*",
    "services/*/configs/*", "services/*/ulimits/*", "services/*/logging", "networks/*", "volumes/*", "secrets/*",
    "configs/*",
]
ENVIRONMENT = {"PATH": os.environ["PATH"], "HOME": "/root"}


class Tagged:
    """A value with a tag of compose's: `!reset` or `!override`."""

    def __init__(self, tag, value):
        self.tag, self.value = tag, value


class MergeKey(str):
    """YAML's `<<`, which as plain text would be quoted."""

    def __hash__(self):
        return hash("<<")


def has_tag(value):
    return isinstance(value, Tagged) or isinstance(value, dict) and any(map(has_tag, value.values()))


class Dumper(yaml.SafeDumper):
    """Anchors what a file has in several places."""


def represent_tagged(dumper, tagged):
    node = dumper.represent_data(tagged.value)
    node.tag = tagged.tag
    return node


Dumper.add_representer(Tagged, represent_tagged)
Dumper.add_representer(MergeKey, lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:merge", "<<"))


class Generator:
    def __init__(self, seed):
        self.random = random.Random(seed)
        # Of both files: compose refuses a service with both.
        self.has_network_mode = {name: self.maybe(0.4) for name in SERVICES[1:]}
        self.secret = self.random.choice([{"file": "./join-token"}, {"environment": "A"}])

    def maybe(self, probability=0.5):
        return self.random.random() < probability

    def some(self, items, most=None):
        count = self.random.randint(1, min(most or len(items), len(items)))
        return self.random.sample(items, count)

    def word(self):
        return self.random.choice(["alpha", "b-c", "7", "0x1f", "yes", "no", "null", "1.50", "a b", "#x", "ü", "'", '"'])

    def text(self):
        """A word, perhaps with a variable in it in one of the forms that compose has."""
        if self.maybe(0.6):
            return self.word()
        name = self.random.choice(VARIABLES)
        forms = ["$%s", "${%s}", "${%s:-d e}", "${%s-d}", "${%s:+set}", "${%s+set}", "${%s:-${B:-deep}}", "$$%s", "$${%s}"]
        if self.maybe(0.01):
            forms = ["${%s:?is needed}", "${%s?is needed}", "${%s", "${1%s}"]
        return self.random.choice(["", "x", "x "]) + self.random.choice(forms) % name + self.random.choice(["", ".y"])

    def pairs(self, keys, value=None):
        """`KEY: value` as a mapping, or as a list of `KEY=value`."""
        bare = 0.01 if value else 0.1  # what has values of its own mostly needs one
        value = value or self.text
        keys = self.some(keys, 3)
        if self.maybe():
            return [key if self.maybe(bare) else f"{key}={value()}" for key in keys]
        return {key: None if self.maybe(bare) else value() for key in keys}

    def duration(self):
        return self.random.choice(["15s", "1m30s", "500ms", "2h", "1.5m", "90s"])

    def size(self):
        return self.random.choice(["512m", "1g", "1048576", "2gb", "64k", "1.5g"])

    def command(self):
        if self.maybe():
            return [self.text() for _ in range(self.random.randint(1, 3))]
        return self.random.choice(["run --now", "sh -c 'a b'", 'echo "x y" z', "a\\ b c"])

    def port(self):
        target = self.random.randint(1000, 1010)
        if self.maybe(0.02):
            return f"{target + 1000}-{target + 1003}:{target}"
        return self.random.choice(
            [
                f"{target}", f"{target + 1000}:{target}", f"127.0.0.1:{target + 1000}:{target}/udp",
                f"{target + 1000}-{target + 1001}:{target}-{target + 1}/tcp", f"[::1]:{target + 1000}:{target}",
                {"target": target, "published": str(target + 1000), "protocol": "udp"},
                {"target": target, "host_ip": "127.0.0.1"},
                {"target": target, "mode": "host" if self.maybe(0.1) else "ingress", "x-note": "n"},
            ]
        )  # fmt: skip

    def mount(self, volumes):
        target = self.random.choice(["/data", "/var/lib/x/", "/etc/y", "/z"])
        plain = "/w/" if target == "/var/lib/x/" else target  # in the long form, /d/ is another place than /d
        volume = self.random.choice(volumes)
        if self.maybe(0.02):
            return self.random.choice(
                [
                    f"~/d:{target}", f"{target}", f"/srv/x:{target}:z", {"type": "tmpfs", "target": target},
                    {"type": "bind", "source": "~/d", "target": target}, {"type": "volume", "target": target},
                    {"type": "npipe", "source": "/srv/x", "target": target}, f"/srv/x:{target}:cached",
                    f"{volume}:data",
                ]
            )  # fmt: skip
        return self.random.choice(
            [
                f"{volume}:{target}", f"{volume}:{target}:ro", f"{volume}:{target}:nocopy", f"./d:{target}:shared",
                f"/srv/x:{target}:rslave,ro", f"../up:{target}",
                {"type": "volume", "source": volume, "target": plain, "read_only": self.maybe()},
                {"type": "volume", "source": volume, "target": plain, "volume": {"nocopy": True}},
                {"type": "bind", "source": "./d", "target": plain, "bind": {"propagation": "rshared"}},
                {"type": "bind", "source": "/srv/x", "target": plain, "bind": {"create_host_path": self.maybe()}},
            ]
        )  # fmt: skip

    def grant(self, names):
        name = self.random.choice(names)
        if self.maybe():
            return name
        grant = {"source": name, "target": self.random.choice(["/etc/x/f", "/opt/g"])}
        if self.maybe():
            grant["mode"] = 288 if self.maybe(0.02) else self.random.choice(["0400", "0440", "0600"])
        if self.maybe(0.3):
            grant.update(uid="1000", gid="1000")
        return grant

    def healthcheck(self):
        if self.maybe(0.1):
            return {"disable": True}
        check = {"test": self.random.choice(["true || false", ["CMD", "true", "$A"], ["CMD-SHELL", "x"], ["NONE"]])}
        for key in ["interval", "timeout", "start_period"]:
            if self.maybe():
                check[key] = self.duration()
        if self.maybe(0.9 if "start_period" in check else 0.02):
            check["start_interval"] = self.duration()
        if self.maybe():
            check["retries"] = self.random.randint(1, 9)
        return check

    def dependencies(self, others):
        names = self.some(others, 2)
        if self.maybe():
            return names
        conditions = ["service_started", "service_healthy", "service_completed_successfully"]
        return {
            name: {"condition": self.random.choice(conditions)}
            | ({"restart": True} if self.maybe(0.3) else {})
            | ({"required": self.maybe(0.9)} if self.maybe(0.1) else {})
            for name in names
        }

    def service(self, name, volumes, base):
        before = SERVICES[: SERVICES.index(name)]
        choices = {
            "entrypoint": self.command, "command": self.command,
            "environment": lambda: self.pairs(VARIABLES + ["PLAIN"]), "labels": lambda: self.pairs(["l.a", "l.b", "l.c"]),
            "user": lambda: self.random.choice(["root", "0:0", "1000"]), "working_dir": lambda: "/work",
            "init": self.maybe, "hostname": lambda: self.random.choice(["h", "h.example"]),
            "ports": lambda: [self.port() for _ in range(self.random.randint(1, 3))],
            "extra_hosts": lambda: self.pairs(["a.example", "b.example"], lambda: "10.0.0.1"),
            "volumes": lambda: [self.mount(volumes) for _ in range(self.random.randint(1, 3))],
            "tmpfs": lambda: self.random.choice(["/run", "/z", ["/run", "/tmp:mode=1777"], ["/run:size=64m"]]),
            "secrets": lambda: [self.grant(["sec"])], "configs": lambda: [self.grant(["conf"])],
            "read_only": self.maybe, "privileged": self.maybe,
            "cap_add": lambda: self.some(["NET_ADMIN", "SYS_ADMIN", "ALL"]), "cap_drop": lambda: self.some(["MKNOD", "KILL"]),
            "devices": lambda: self.some(["/dev/net/tun", "/dev/kvm:/dev/kvm", "/dev/fuse:/dev/fuse:rw"]),
            "security_opt": lambda: self.some(["label=disable", "seccomp=unconfined"]),
            "sysctls": lambda: self.pairs(["net.ipv4.ip_forward", "net.x"], lambda: "1"),
            "ulimits": lambda: self.random.choice([{"nofile": 1024}, {"nofile": {"soft": 10, "hard": 20}, "nproc": 5}]),
            "cgroup": lambda: self.random.choice(["private", "host"]),
            "pid": lambda: "container:other" if self.maybe(0.05) else "host",
            "cpus": lambda: 0 if self.maybe(0.02) else self.random.choice([2, "1.5", 0.25]),
            "mem_limit": lambda: 0 if self.maybe(0.02) else self.size(),
            "pids_limit": lambda: self.random.choice([100, -1]), "healthcheck": self.healthcheck,
            "restart": lambda: self.random.choice(["no", "always", "unless-stopped", "on-failure", "on-failure:3"])
            if self.maybe(0.98) else "sometimes",
            "stop_grace_period": self.duration, "stop_signal": lambda: "SIGINT",
            "logging": lambda: {"driver": self.random.choice(["json-file", "local"]), "options": {"max-size": "1m"}},
            "x-note": self.text,
        }  # fmt: skip
        keys = self.some(list(choices), 6)
        service = {key: None if self.maybe(0.002) else choices[key]() for key in keys}
        if base or self.maybe(0.2):
            service["image"] = self.random.choice(["busybox", "busybox:1", "example.com:5000/a/b:2", "${IMAGE:-k0s:1}"])
            if name == "runtime" and self.maybe(0.2):
                service["image"] = "crio-krun:1"
        if before and self.maybe(0.4):
            service["depends_on"] = self.dependencies(before)
        if self.has_network_mode.get(name):
            if base or self.maybe(0.2):
                service["network_mode"] = self.network_mode(before)
            if self.maybe(0.98):
                service.pop("ports", None)
                service.pop("hostname", None)
        elif self.maybe(0.2):
            service["networks"] = self.random.choice([["back"], ["default", "back"], {"back": {"aliases": ["x"]}}])
        return service

    def network_mode(self, others):
        if self.maybe(0.7):
            return "service:" + self.random.choice(others)
        return self.random.choice(["host", "none", "bridge"] + ["container:other", "other"] * self.maybe(0.1))

    def volume(self):
        if self.maybe(0.2):
            return {"external": True} | ({"name": "given"} if self.maybe() else {})
        return self.optional(
            name=lambda: "named-${A:-a}", driver=lambda: "local", labels=lambda: self.pairs(["l.v", "l.w"]),
            driver_opts=lambda: {"type": "tmpfs", "device": "tmpfs", "o": "size=" + self.size()},
        )  # fmt: skip

    def network(self):
        if self.maybe(0.1):
            return {"external": True} | ({"name": "given"} if self.maybe() else {})
        return self.optional(
            name=lambda: "named", driver=lambda: "bridge", driver_opts=lambda: {"com.docker.network.driver.mtu": 1400},
            labels=lambda: self.pairs(["l.n", "l.m"]), internal=self.maybe, enable_ipv6=self.maybe,
        )  # fmt: skip

    def optional(self, **choices):
        """Some of the keys, or nothing at all."""
        chosen = {key: choices[key]() for key in choices if self.maybe(0.3)}
        return chosen or self.random.choice([None, {}])

    def project(self, base):
        """A file of the two, without what is YAML's and not compose's."""
        names = SERVICES if base else self.some(SERVICES)
        volumes = ["data", "cache"] if base else self.some(["cache", "new"])
        networks = ["back"] if base else self.some(["back", "default"])
        project = {"services": {name: self.service(name, ["data", "cache"], base) for name in names}}
        sections = {
            "volumes": lambda: {name: self.volume() for name in volumes},
            "networks": lambda: {name: self.network() for name in networks},
            "secrets": lambda: {"sec": self.secret if base else {key: "../up" for key in self.secret}},
            "configs": lambda: {"conf": {"content": self.text() + "\n"}},
            "x-note": lambda: {"any": [self.text()]}, "name": lambda: "other", "version": lambda: "3.9",
        }  # fmt: skip
        for key, section in sections.items():
            if self.maybe(0.2) or base and key in ["volumes", "networks", "secrets", "configs"]:
                project[key] = section()
        return project

    def shared(self, project):
        """The same, with some of it said once: by an anchor and its aliases, and by merge keys."""
        # Not where a key that is merged goes: to compose one beside `<<` that is reset is not there to go over it.
        services = [
            service for service in project["services"].values()
            if isinstance(service, dict) and not any(isinstance(service.get(key), Tagged) for key in MERGED)
        ]  # fmt: skip
        common = {"labels": ["l.common=1"], "stop_signal": "SIGQUIT", "environment": {"COMMON": self.text()}}
        project = {"x-common": common, "x-more": {"user": "7", "stop_signal": "SIGHUP"}} | project
        for service in self.some(services) if services else []:
            merged = self.random.choice([common, [common, project["x-more"]]])
            items = list(service.items())
            place = self.random.randint(0, len(items))
            service.clear()
            service.update(items[:place] + [(MergeKey("<<"), merged)] + items[place:])
        key = self.random.choice(["cap_add", "devices", "sysctls", "ulimits", "logging"])
        if owners := [service for service in services if key in service and not has_tag(service[key])]:
            self.random.choice(services)[key] = owners[0][key]
        return project

    def tagged(self, value, depth=0):
        """The same, with some of it tagged: to go, or to go over the whole of what was there."""
        if not isinstance(value, dict):
            return value
        tagged = {}
        for key, child in value.items():
            # What all the rest is in, and what compose needs in each file or in what comes of them.
            if depth == 0 and key == "services" or key in ["image", "condition"]:
                tag = None
            else:
                probability = 0.04 if depth > 1 else 0.01  # what is gone whole leaves little to compare
                weights = [1 - 2 * probability, probability, probability]
                tag = self.random.choices([None, "!reset", "!override"], weights)[0]
            if tag == "!override" and isinstance(child, (dict, list)):  # to compose, a tagged `true` is text
                tagged[key] = Tagged(tag, child)
            elif tag == "!reset":
                tagged[key] = Tagged(tag, self.random.choice([child, None, []]))
            else:
                tagged[key] = self.tagged(child, depth + 1)
        return tagged

    def files(self):
        """The texts of the template and of the override."""
        texts = []
        for base in [True, False]:
            project = self.project(base)
            if self.maybe(0.1 if base else 0.5):
                project = self.tagged(project)
            if self.maybe(0.3):
                project = self.shared(project)
            style = self.random.choice([None, False, True])
            texts.append(
                yaml.dump(project, Dumper=Dumper, default_flow_style=style, allow_unicode=True, sort_keys=False)
            )
        return texts

    def process(self):
        """Variables of the process, which go over those of .env."""
        values = ["from the process", "$A", "a$$b", "", "7"]
        variables = {name: self.random.choice(values) for name in VARIABLES + ["PLAIN"] if self.maybe(0.2)}
        return variables | ({"IMAGE": "k0s:2"} if self.maybe(0.2) else {})

    def environment(self):
        lines = []
        for name in VARIABLES[:-2]:
            if self.maybe(0.8):
                value = self.random.choice(["v", "two words", "'a $B'", '"a $A b"', '"x\\ny"', "v # c", "${A:-q}", "7"])
                line = f"{name}={value}" if self.maybe(0.95) else name  # alone, it is the process's
                lines.append(self.random.choice(["", "export ", ""]) + line)
        return "\n".join(["# generated", "EMPTY="] + lines) + "\n"


def write(name, text):
    with open(name, "w", encoding="utf-8") as file:
        file.write(text)


def run(environment, *command):
    return subprocess.run(
        command, env=ENVIRONMENT | environment, capture_output=True, text=True, timeout=120, check=False
    )


def meaning(environment, *files):
    """What docker compose takes the files for; None where it refuses them, and why."""
    arguments = [argument for file in files for argument in ("-f", file)]
    result = run(environment, "docker-compose", "-p", "edge-01", *arguments, "config", "--format", "json")
    return (json.loads(result.stdout) if result.returncode == 0 else None), result.stderr


def normalise(project):
    """Without what is written in another way and means the same to an engine."""
    for _, mapping in list(places(project)):
        for key in [key for key in mapping if key.startswith("x-")]:
            del mapping[key]
    for network in project.get("networks", {}).values():
        if network.get("enable_ipv6") is False:
            del network["enable_ipv6"]
    for service in project["services"].values():
        service["image"] = full_name(service["image"])
        service["networks"] = {name: network or None for name, network in service.get("networks", {}).items()}
        for key, default in [("init", False), ("read_only", False), ("privileged", False), ("restart", "no")]:
            if service.get(key) == default:
                del service[key]
        check = service.get("healthcheck", {})
        if check.get("test") == ["NONE"] or check.get("disable"):
            service["healthcheck"] = {"disable": True}  # of one that is not run nothing else means anything
        for config in service.get("configs", []):
            config.setdefault("target", "/" + config["source"])
        for mount in service.get("volumes", []):
            mount.get("bind", {}).pop("create_host_path", None)  # the engine makes it in any case
            for key in ["bind", "volume"]:
                if mount.get(key) == {}:
                    del mount[key]
            if mount.get("read_only") is False:
                del mount["read_only"]
    return project


def full_name(image):
    registry, _, path = image.rpartition("/")
    if not registry:
        registry = "docker.io/library"
    elif "." not in registry.split("/")[0] and ":" not in registry.split("/")[0]:
        registry = "docker.io/" + registry
    return f"{registry}/{path}" + ("" if ":" in path or "@" in path else ":latest")


def compare(environment):
    """The outcome of the files that are here, and what to say of it."""
    theirs, complaint = meaning(environment, "compose.yaml", "override.yaml")
    export = run(environment, "nodectl", "export")
    if export.returncode == 3:
        reasons = [line.split(": error: ", 1)[1] for line in export.stderr.splitlines() if ": error: " in line]
        if not reasons:
            return "DIFFERENT", ["refused without a place: " + export.stderr]
        return ("both refuse" if theirs is None else "nodectl refuses"), reasons
    if export.returncode != 0:
        return "DIFFERENT", [f"exit code {export.returncode}: {export.stderr}"]
    if theirs is None and any(re.search(intended, complaint) for intended in COMPLAINTS):
        return "intended", []
    if theirs is None:
        return "DIFFERENT", ["compose refuses: " + complaint.strip()]
    write("exported.yaml", export.stdout)
    ours, complaint = meaning(environment, "exported.yaml")
    if ours is None:
        return "DIFFERENT", ["compose refuses what was exported: " + complaint.strip()]
    ours, theirs = normalise(ours), normalise(theirs)
    if ours == theirs:
        return "same", []
    return "DIFFERENT", differences(ours, theirs, "")


def differences(ours, theirs, path):
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for key in sorted(set(ours) | set(theirs)):
            yield from differences(ours.get(key), theirs.get(key), f"{path}.{key}")
    elif ours != theirs:
        yield f"{path}: nodectl {json.dumps(ours)}, compose {json.dumps(theirs)}"


def modelled():
    """The keys that nodectl models, of each place that has any."""
    write("compose.yaml", PROBE)
    write("override.yaml", "services: {}\n")
    answer = run({}, "nodectl", "export").stderr
    error = r"^compose.yaml:(\d+):\d+: error: unknown key 'unknown-key'\n.*\n.*\n +hint: known here: (.*)"
    known = re.findall(error, answer, re.M)
    lines = [number for number, line in enumerate(PROBE.splitlines(), 1) if "unknown-key" in line]
    keys = {int(line): set(keys.split(", ")) for line, keys in known}
    return {place: keys[line] for place, line in zip(PLACES, lines, strict=True)}


def places(value, path=()):
    """The mappings in a value, each with the path of its place."""
    if isinstance(value, dict):
        yield path, value
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else []
    for key, child in children:
        yield from places(child, path + (str(key),))


def is_at(path, place):
    parts = tuple(place.split("/")) if place else ()
    return len(path) == len(parts) and all(part in ("*", key) for key, part in zip(path, parts))


def never_generated():
    """The keys that nodectl models and no file has."""
    generated = {place: set() for place in PLACES}
    for seed in range(500):
        generator = Generator(seed)
        for path, mapping in places([generator.project(True), generator.project(False)]):
            for place in PLACES:
                if is_at(path[1:], place) and path:
                    generated[place] |= set(mapping)
    return [f"{place}/{key}" for place, keys in modelled().items() for key in sorted(keys - generated[place])]


def main():
    cases = int(sys.argv[1])
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    counts, reasons = {}, {}
    write("node.yaml", SPEC)
    missing = never_generated()
    for seed in range(first, first + cases):
        generator = Generator(seed)
        for name, text in zip(["compose.yaml", "override.yaml"], generator.files()):
            write(name, text)
        write(".env", generator.environment())
        process = generator.process()
        outcome, said = compare(process)
        counts[outcome] = counts.get(outcome, 0) + 1
        if outcome == "DIFFERENT":
            os.makedirs(f"case-{seed}", exist_ok=True)
            write(f"case-{seed}/process", "".join(f"{name}={value}\n" for name, value in process.items()))
            for name in ["compose.yaml", "override.yaml", ".env", "exported.yaml"]:
                if os.path.exists(name):
                    shutil.copy(name, f"case-{seed}")
            print(f"case {seed}:", *said, sep="\n  ")
        elif outcome == "nodectl refuses":
            for reason in said:
                reasons[reason] = reasons.get(reason, 0) + 1
    for reason, count in sorted(reasons.items(), key=lambda item: -item[1]):
        print(f"refused {count} times: {reason}")
    unknown = [reason for reason in reasons if not any(re.fullmatch(intended, reason) for intended in REFUSALS)]
    for reason in unknown:
        print(f"not among the intended differences: {reason}")
    for key in missing:
        print(f"modelled and never generated: {key}")
    print(", ".join(f"{outcome}: {count}" for outcome, count in sorted(counts.items())))
    sys.exit("DIFFERENT" in counts or bool(unknown) or bool(missing) or counts.get("same", 0) < cases / 3)


if __name__ == "__main__":
    main()
