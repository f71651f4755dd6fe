import NodeSpec
import Testing
import YAML

@testable import Compose

private func merge(_ base: String, _ overlay: String) throws -> (value: Value, problems: [Problem]) {
  let diagnostics = Diagnostics()
  let layers = try [base, overlay].map { try #require(try Parser.parse(Source(name: "f", text: $0)).first) }
  return (Overlay.merge(layers.dropFirst(), over: layers[0], diagnostics).value, diagnostics.problems)
}

private func mergeService(_ base: String, _ overlay: String) throws -> Value? {
  try merge("services: {a: {\(base)}}", "services: {a: {\(overlay)}}").value["services"]?["a"]
}

@Suite struct OverlayTests {
  @Test(
    arguments: [
      ("image: x, user: u", "image: y", ["image": "y", "user": "u"]),
      ("command: [a, b]", "command: [c]", ["command": ["c"]]),
      ("entrypoint: a", "entrypoint: [c]", ["entrypoint": ["c"]]),
      ("cap_add: [A]", "cap_add: [B]", ["cap_add": ["A", "B"]]),
      ("environment: {A: 1}", "environment: [B=2]", ["environment": ["A=1", "B=2"]]),
      (
        "depends_on: [b]", "depends_on: {c: {condition: service_healthy}}",
        ["depends_on": ["b": ["condition": "service_started"], "c": ["condition": "service_healthy"]]]
      ),
      (
        "depends_on: {b: {condition: service_healthy, restart: true}}", "depends_on: [b]",
        ["depends_on": ["b": ["condition": "service_started", "restart": true]]]
      ),
      ("networks: {b: {aliases: [x]}}", "networks: [b]", ["networks": ["b": ["aliases": ["x"]]]]),
      ("labels: ~", "labels: {a: b}", ["labels": ["a": "b"]]),
      (
        "healthcheck: {test: [CMD, a], retries: 1}", "healthcheck: {test: b}",
        ["healthcheck": ["test": "b", "retries": 1]]
      ),
      ("logging: {driver: a, options: {x: 1}}", "logging: {driver: b}", ["logging": ["driver": "b"]]),
      (
        "logging: {driver: a, options: {x: 1}}", "logging: {options: {y: 2}}",
        ["logging": ["driver": "a", "options": ["x": 1, "y": 2]]]
      ),
      ("ports: [a], user: u", "ports: !override [b]", ["ports": ["b"], "user": "u"]),
      ("ports: [a], user: u", "ports: !reset []", ["user": "u"]),
      ("user: u", "user: null", ["user": "u"]),
      ("user: !reset u, labels: {a: !reset 1, b: 2}", "hostname: h", ["labels": ["b": 2], "hostname": "h"]),
      ("user: u", "healthcheck: {test: a, retries: !reset 1}", ["user": "u", "healthcheck": ["test": "a"]]),
      ("cap_add: [A]", "cap_add: [!reset B, C]", ["cap_add": ["A", "C"]]),
      ("environment: {A: 1, B: 2}", "environment: {A: !reset null, C: 3}", ["environment": ["B=2", "C=3"]]),
      ("networks: [b, c]", "networks: {b: !reset null}", ["networks": ["c": .null]]),
      (
        "ulimits: {a: 1, b: 2}", "ulimits: {a: {soft: 3, hard: 4}}",
        ["ulimits": ["a": ["soft": 3, "hard": 4], "b": 2]]
      ),
      ("ulimits: {a: {soft: 3, hard: 4}}", "ulimits: {a: 1}", ["ulimits": ["a": 1]]),
      ("ulimits: {a: {soft: 3, hard: 4}}", "ulimits: {a: {soft: 1}}", ["ulimits": ["a": ["soft": 1, "hard": 4]]]),
    ] as [(String, String, Value)])
  func `a later file goes over an earlier one as in compose`(base: String, overlay: String, expected: Value) throws {
    #expect(try mergeService(base, overlay) == expected)
  }

  @Test func `what cannot be merged is reported where it stands`() throws {
    let (_, problems) = try merge("services: {a: {ports: [x]}}", "services: {a: {ports: {y: z}}}")
    #expect(problems.map(\.message) == ["a mapping cannot go over a list"])
    #expect(try merge("services: {a: {labels: {b: [1]}}}", "services: {a: {labels: [c]}}").problems.count == 1)
  }
}
