#!/usr/bin/env python3
"""Compares how nodectl and docker compose understand generated compose files, with overrides, interpolation and .env.

  compose.py CASES [SEED]     in an empty directory with identity.secret and join-token

What nodectl exports has to mean to docker compose what the files themselves mean to it, or be refused; what compose
refuses, nodectl has to refuse. Each case is the same for the same seed. The last line is a count of the outcomes; exits
with 1 where one of them is a difference, whose files are then in a directory named after the case, where nodectl refuses
for another reason than the intended ones, and where it refuses most.
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
VARIABLES = ["A", "B", "C_1", "LONG_NAME", "UNSET", "EMPTY"]
# Why nodectl refuses what compose takes: docs/compose-files.md.
REFUSALS = [
    "'ports' cannot be combined with 'network_mode'", "a service in another's network namespace has its host name",
    "the tmpfs at .* would hide the (secret|config) at .*", "'.*' has no value",
    "'.*' can never be healthy: its health check is disabled",
]
ENVIRONMENT = {"PATH": os.environ["PATH"], "HOME": "/root"}


class Generator:
    def __init__(self, seed):
        self.random = random.Random(seed)

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
        if self.maybe(0.05):
            forms = ["${%s:?is needed}", "${%s?is needed}", "${%s", "${1%s}"]
        return self.random.choice(["", "x", "x "]) + self.random.choice(forms) % name + self.random.choice(["", ".y"])

    def pairs(self, keys, value=None):
        """`KEY: value` as a mapping, or as a list of `KEY=value`."""
        value = value or self.text
        keys = self.some(keys, 3)
        if self.maybe():
            return [f"{key}={value()}" for key in keys]
        return {key: None if self.maybe(0.1) else value() for key in keys}

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
        return self.random.choice(
            [
                f"{target}", f"{target + 1000}:{target}", f"127.0.0.1:{target + 1000}:{target}/udp",
                f"{target + 1000}-{target + 1001}:{target}-{target + 1}/tcp", f"[::1]:{target + 1000}:{target}",
                {"target": target, "published": str(target + 1000), "protocol": "udp"},
                {"target": target, "host_ip": "127.0.0.1"},
            ]
        )  # fmt: skip

    def mount(self, volumes):
        target = self.random.choice(["/data", "/var/lib/x/", "/etc/y", "/z"])
        volume = self.random.choice(volumes)
        return self.random.choice(
            [
                f"{volume}:{target}", f"{volume}:{target}:ro", f"{volume}:{target}:nocopy", f"./d:{target}:shared",
                f"/srv/x:{target}:rslave,ro", f"../up:{target}",
                {"type": "volume", "source": volume, "target": target, "read_only": self.maybe()},
                {"type": "volume", "source": volume, "target": target, "volume": {"nocopy": True}},
                {"type": "bind", "source": "./d", "target": target, "bind": {"propagation": "rshared"}},
            ]
        )  # fmt: skip

    def grant(self, names):
        name = self.random.choice(names)
        if self.maybe():
            return name
        grant = {"source": name, "target": self.random.choice(["/etc/x/f", "/opt/g"])}
        if self.maybe():
            grant["mode"] = self.random.choice(["0400", "0440", "0600"])
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
        if self.maybe():
            check["retries"] = self.random.randint(1, 9)
        return check

    def dependencies(self, others):
        names = self.some(others, 2)
        if self.maybe():
            return names
        conditions = ["service_started", "service_healthy", "service_completed_successfully"]
        return {
            name: {"condition": self.random.choice(conditions)} | ({"restart": True} if self.maybe(0.3) else {})
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
            "tmpfs": lambda: self.random.choice(["/run", ["/run", "/tmp:mode=1777"], ["/run:size=64m"]]),
            "secrets": lambda: [self.grant(["sec"])], "configs": lambda: [self.grant(["conf"])],
            "read_only": self.maybe, "privileged": self.maybe,
            "cap_add": lambda: self.some(["NET_ADMIN", "SYS_ADMIN", "ALL"]), "cap_drop": lambda: self.some(["MKNOD", "KILL"]),
            "devices": lambda: self.some(["/dev/net/tun", "/dev/kvm:/dev/kvm", "/dev/fuse:/dev/fuse:rw"]),
            "security_opt": lambda: self.some(["label=disable", "seccomp=unconfined"]),
            "sysctls": lambda: self.pairs(["net.ipv4.ip_forward", "net.x"], lambda: "1"),
            "ulimits": lambda: self.random.choice([{"nofile": 1024}, {"nofile": {"soft": 10, "hard": 20}, "nproc": 5}]),
            "cgroup": lambda: self.random.choice(["private", "host"]), "pid": lambda: "host",
            "cpus": lambda: self.random.choice([2, "1.5", 0.25]), "mem_limit": self.size,
            "pids_limit": lambda: self.random.choice([100, -1]), "healthcheck": self.healthcheck,
            "restart": lambda: self.random.choice(["no", "always", "unless-stopped", "on-failure", "on-failure:3"]),
            "stop_grace_period": self.duration, "stop_signal": lambda: "SIGINT",
            "logging": lambda: {"driver": self.random.choice(["json-file", "local"]), "options": {"max-size": "1m"}},
            "x-note": self.text,
        }  # fmt: skip
        keys = self.some(list(choices), 6)
        service = {key: choices[key]() for key in keys}
        if base or self.maybe(0.2):
            service["image"] = self.random.choice(["busybox", "busybox:1", "example.com:5000/a/b:2", "${IMAGE:-k0s:1}"])
        if before and self.maybe(0.4):
            service["depends_on"] = self.dependencies(before)
        if before and self.maybe(0.3):
            service["network_mode"] = "service:" + self.random.choice(before)
            if self.maybe(0.95):
                service.pop("ports", None)
                service.pop("hostname", None)
        elif self.maybe(0.2):
            service["networks"] = self.random.choice([["back"], ["default", "back"], {"back": {"aliases": ["x"]}}])
        elif self.maybe(0.05):
            service["network_mode"] = "host"
        return service

    def project(self, base):
        volumes = ["data", "cache"]
        names = SERVICES if base else self.some(SERVICES)
        project = {"services": {name: self.service(name, volumes, base) for name in names}}
        if base:
            options = {"driver": "local", "driver_opts": {"type": "tmpfs", "device": "tmpfs", "o": "size=1m"}}
            project["volumes"] = {"data": None, "cache": options if self.maybe() else {"labels": self.pairs(["l.v"])}}
            project["networks"] = {"back": self.random.choice([None, {"internal": True}, {"driver": "bridge"}])}
            project["secrets"] = {"sec": {"file": "./join-token"}}
            project["configs"] = {"conf": {"content": self.text() + "\n"}}
        return project

    def environment(self):
        lines = []
        for name in VARIABLES[:-2]:
            if self.maybe(0.8):
                value = self.random.choice(["v", "two words", "'a $B'", '"a $A b"', '"x\\ny"', "v # c", "${A:-q}", "7"])
                lines.append(self.random.choice(["", "export ", ""]) + f"{name}={value}")
        return "\n".join(["# generated", "EMPTY="] + lines) + "\n"


def run(*command):
    return subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, timeout=120, check=False)


def meaning(*files):
    """What docker compose takes the files for; None where it refuses them, and why."""
    arguments = [argument for file in files for argument in ("-f", file)]
    result = run("docker-compose", "-p", "edge-01", *arguments, "config", "--format", "json")
    return (json.loads(result.stdout) if result.returncode == 0 else None), result.stderr


def normalise(project):
    """Without what is written in another way and means the same to an engine."""
    for service in project["services"].values():
        service["image"] = full_name(service["image"])
        for key in [key for key in service if key.startswith("x-")]:
            del service[key]
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


def compare():
    """The outcome of the files that are here, and what to say of it."""
    theirs, complaint = meaning("compose.yaml", "override.yaml")
    export = run("nodectl", "export")
    if export.returncode == 3:
        place = next((line for line in export.stderr.splitlines() if ": error: " in line), None)
        if place is None:
            return "DIFFERENT", "refused without a place: " + export.stderr
        return ("both refuse" if theirs is None else "nodectl refuses"), place.split(": error: ", 1)[1]
    if export.returncode != 0:
        return "DIFFERENT", f"exit code {export.returncode}: {export.stderr}"
    if theirs is None and "security_opt array items" in complaint:
        return "intended", ""  # in both files: nodectl takes it once
    if theirs is None:
        return "DIFFERENT", "compose refuses: " + complaint.strip()
    with open("exported.yaml", "w", encoding="utf-8") as file:
        file.write(export.stdout)
    ours, complaint = meaning("exported.yaml")
    if ours is None:
        return "DIFFERENT", "compose refuses what was exported: " + complaint.strip()
    ours, theirs = normalise(ours), normalise(theirs)
    if ours == theirs:
        return "same", ""
    return "DIFFERENT", "\n".join(differences(ours, theirs, ""))


def differences(ours, theirs, path):
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for key in sorted(set(ours) | set(theirs)):
            yield from differences(ours.get(key), theirs.get(key), f"{path}.{key}")
    elif ours != theirs:
        yield f"{path}: nodectl {json.dumps(ours)}, compose {json.dumps(theirs)}"


def main():
    cases = int(sys.argv[1])
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    counts, reasons = {}, {}
    with open("node.yaml", "w", encoding="utf-8") as file:
        file.write(SPEC)
    for seed in range(first, first + cases):
        generator = Generator(seed)
        for name, base in [("compose.yaml", True), ("override.yaml", False)]:
            with open(name, "w", encoding="utf-8") as file:
                style = generator.random.choice([None, False, True])
                yaml.dump(generator.project(base), file, default_flow_style=style, allow_unicode=True, sort_keys=False)
        with open(".env", "w", encoding="utf-8") as file:
            file.write(generator.environment())
        outcome, reason = compare()
        counts[outcome] = counts.get(outcome, 0) + 1
        if outcome == "DIFFERENT":
            os.makedirs(f"case-{seed}", exist_ok=True)
            for name in ["compose.yaml", "override.yaml", ".env", "exported.yaml"]:
                if os.path.exists(name):
                    shutil.copy(name, f"case-{seed}")
            print(f"case {seed}: {reason}")
        elif outcome == "nodectl refuses":
            reasons[reason] = reasons.get(reason, 0) + 1
    for reason, count in sorted(reasons.items(), key=lambda item: -item[1]):
        print(f"refused {count} times: {reason}")
    print(", ".join(f"{outcome}: {count}" for outcome, count in sorted(counts.items())))
    unknown = [reason for reason in reasons if not any(re.fullmatch(intended, reason) for intended in REFUSALS)]
    for reason in unknown:
        print(f"not among the intended differences: {reason}")
    sys.exit("DIFFERENT" in counts or bool(unknown) or counts.get("same", 0) < cases / 3)


main()
