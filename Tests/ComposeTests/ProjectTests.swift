import NodeSpec
import Testing
import YAML

@testable import Compose

private func read(_ text: String) throws -> (project: Project, problems: [Problem]) {
  let diagnostics = Diagnostics()
  let document = try #require(try Parser.parse(Source(name: "compose.yaml", text: text)).first)
  return (Project.read(document, name: "p", diagnostics), diagnostics.problems)
}

@Suite struct ProjectTests {
  @Test func `what compose implies is added`() throws {
    let (project, problems) = try read("services: {a: {image: x}, b: {image: x, network_mode: 'service:a'}}")
    #expect(problems.isEmpty)
    #expect(project.service("a")?.networks == [NetworkAttachment(to: "default")])
    #expect(project.networks.map(\.key) == ["default"])
    #expect(project.service("b")?.dependsOn == [Dependency(on: "a", .started, restart: true)])
  }

  @Test func `a variable ends at its '=', whatever its value begins with`() throws {
    let (project, _) = try read("services: {a: {image: x, environment: ['A=\u{301}x']}}")
    #expect(project.service("a")?.environment["A"] == "\u{301}x")
  }

  @Test func `names on the engine are compose's`() throws {
    let (project, _) = try read("services: {a: {image: x}}\nvolumes: {v: {}, w: {name: mine}, e: {external: true}}")
    #expect(project.volumes.map(project.name(of:)) == ["p_v", "mine", "e"])
    #expect(project.networks.map(project.name(of:)) == ["p_default"])
    #expect(project.containerName(of: try #require(project.service("a"))) == "p-a-1")
  }

  @Test(arguments: [
    ("services: {a: {image: x, build: .}}", "unknown key 'build'"),
    ("services: {a: {}}", "'image' is missing"),
    ("services: {a: {x-image: x}}", "'image' is missing"),
    ("services: {a: {image: x, network_mode: 'service:b'}}", "there is no service 'b'"),
    ("services: {a: {image: x, network_mode: host, ports: ['1:1']}}", "'ports' cannot be combined with 'network_mode'"),
    ("services: {a: {image: x, networks: [n]}}", "the network 'n' is not declared"),
    ("services: {a: {image: x, volumes: ['v:/v']}}", "the volume 'v' is not declared"),
    ("services: {a: {image: x, secrets: [s]}}", "the secret 's' is not declared"),
    ("services: {a: {image: x, depends_on: [a]}}", "these services wait for each other: a"),
    (
      "services: {a: {image: x, depends_on: [b]}, b: {image: x, depends_on: [a]}}",
      "these services wait for each other: a, b"
    ),
    ("services: {a: {image: x, depends_on: [c]}}", "there is no service 'c'"),
    (
      "services: {a: {image: x, healthcheck: {start_interval: 1s}}}",
      "start_interval means nothing without start_period"
    ),
    ("services: {a: {image: x, tmpfs: /d, volumes: ['/h:/d']}}", "/d is both a volume and a tmpfs"),
    (
      "services: {a: {image: x, tmpfs: /run, secrets: [s]}}\nsecrets: {s: {file: f}}",
      "the tmpfs at /run would hide the secret at /run/secrets/s"
    ),
    ("services: {a: {image: x, volumes: ['~/d:/d']}}", "'~' is another directory for each user"),
    (
      "services: {a: {image: x, volumes: [{type: bind, source: ~/d, target: /d}]}}",
      "'~' is another directory for each user"
    ),
    ("services: {a: {image: x}}\nsecrets: {s: {file: ~/s}}", "'~' is another directory for each user"),
    ("services: {a: {image: x, privileged: maybe}}", "expected true or false here, not 'maybe'"),
    ("services: {a: {image: x, extra_hosts: {h.example: null}}}", "'h.example' has no value"),
    ("services: {a: {image: x, sysctls: [net.x]}}", "'net.x' has no value"),
    ("services: {a: {image: x}}\nmodels: {}", "unknown key 'models'"),
    ("services: [a]", "expected a mapping here, not a list"),
    (
      "services: {a: {image: x}}\nvolumes: {v: {external: true, name: w, x-a: 1, labels: [a=b]}}",
      "'labels' cannot be combined with 'external'"
    ),
    ("services: {a: {image: x}}\nvolumes: [data]", "expected a mapping here, not a list"),
    ("services: {a: {image: x, ulimits: [nofile=1]}}", "expected a mapping here, not a list"),
    ("services: {a: {image: x}}\nconfigs: {c: {content: a, file: f}}", "unknown key 'file'"),
    ("services: {a: {image: x, configs: [c]}}", "the config 'c' is not declared"),
    (
      "services: {a: {image: x, tmpfs: /run, configs: [{source: c, target: /run/c}]}}\nconfigs: {c: {content: a}}",
      "the tmpfs at /run would hide the config at /run/c"
    ),
  ])
  func `what cannot work is an error`(text: String, message: String) throws {
    #expect(try read(text).problems.map(\.message) == [message])
  }

  @Test func `what is rendered reads back as the same project`() throws {
    let text = """
      services:
        a:
          image: x
          hostname: h
          entrypoint: [e]
          command: c d
          environment: {A: 1, B: null}
          user: "1:2"
          labels: [l=1]
          ports: ["9994:9993/udp", "80", {target: 81, host_ip: 127.0.0.1}]
          extra_hosts: ["h.example:10.0.0.1", "g.example=::1"]
          volumes: ["v:/v:ro", "./d:/d:shared"]
          tmpfs: /run
          secrets: [{source: s, target: /etc/s, mode: "0440", uid: "3"}]
          configs: [c, {source: c, target: /etc/c}]
          privileged: "true"
          cap_add: [NET_ADMIN]
          devices: [/dev/net/tun]
          sysctls: {net.ipv4.ip_forward: 1}
          ulimits: {nofile: 10, nproc: {soft: 1, hard: 2}}
          cgroup: host
          pid: host
          cpus: 1.5
          mem_limit: 8g
          pids_limit: 100
          healthcheck: {test: [CMD, a, b], interval: 1m30s, retries: 3, start_period: 1s, start_interval: 500ms}
          restart: on-failure:3
          stop_grace_period: 60s
          stop_signal: SIGINT
          logging: {driver: json-file, options: {max-size: 1m}}
        b: {image: y, depends_on: {a: {condition: service_healthy, restart: true}}, network_mode: "service:a"}
      volumes: {v: {driver_opts: {type: tmpfs, device: tmpfs}}}
      secrets: {s: {file: ./s}}
      configs: {c: {content: "one\\ntwo\\n"}}
      """
    let (project, problems) = try read(text)
    #expect(problems.isEmpty)
    let (again, alsoProblems) = try read(Emitter.text(project.rendered))
    #expect(alsoProblems.isEmpty)
    #expect(again == project)
    #expect(project.service("a")?.extraHosts == ["h.example": "10.0.0.1", "g.example": "::1"])
  }
}
