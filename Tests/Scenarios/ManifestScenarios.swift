import Testing

/// What `export --format manifests` writes for Prometheus and its adapter, held against Prometheus's own promtool.
@Suite(.engineTest) struct ManifestScenarios {
  /// Runs the body with a node whose manifests are in `out/`, beside which nothing is brought up.
  private func withManifests(_ name: String, _ body: (ScenarioNode) async throws -> Void) async throws {
    try await ScenarioNode.with(name, on: .docker, spec: { $0 + "metrics: exporter\n" }) { node in
      let export = try await node.nodectl("export", "--format", "manifests", "-o", "out")
      try #require(export.status == 0, "\(export.errors)")
      try await body(node)
    }
  }

  @Test func `the scrape configuration is one that Prometheus takes`() async throws {
    try await withManifests("scrape") { node in
      let check = try await node.host.run(["promtool", "check", "config", "\(node.directory)/out/prometheus.yaml"])
      #expect(check.status == 0, "\(check.output)\(check.errors)")
      let unknownRole = "scrape_configs: [{job_name: x, kubernetes_sd_configs: [{role: nodes}]}]\n"
      try await node.write(unknownRole, to: "wrong.yaml")
      let wrong = try await node.host.run(["promtool", "check", "config", "\(node.directory)/wrong.yaml"])
      #expect(wrong.status != 0, "or promtool looks at nothing")
    }
  }

  /// Over three minutes two processors are idle for one of theirs, and a container takes half of one.
  @Test func `the adapter's rules mean what a node and a pod use, and nothing else`() async throws {
    try await withManifests("adapter") { node in
      let script = """
        import json, sys, yaml
        rules = yaml.safe_load(open("out/prometheus-adapter.yaml"))["rules"]["resource"]
        def query(metric, of, group, matchers):
            text = rules[metric][of + "Query"]
            return text.replace("<<.GroupBy>>", group).replace("<<.LabelMatchers>>", matchers)
        mine, pod = 'node="edge-01"', 'namespace="a",pod="b"'
        series = {
            'node_cpu_seconds_total{node="edge-01",cpu="0",mode="user"}': "0+60x10",
            'node_cpu_seconds_total{node="edge-01",cpu="1",mode="idle"}': "0+60x10",
            'node_cpu_seconds_total{node="edge-02",cpu="0",mode="user"}': "0+60x10",
            'node_memory_MemTotal_bytes{node="edge-01"}': "1000x10",
            'node_memory_MemAvailable_bytes{node="edge-01"}': "400x10",
            'container_cpu_usage_seconds_total{namespace="a",pod="b",container="c"}': "0+30x10",
            'container_cpu_usage_seconds_total{namespace="a",pod="b",container=""}': "0+90x10",
            'container_memory_working_set_bytes{namespace="a",pod="b",container="c"}': "7x10",
            'container_memory_working_set_bytes{namespace="a",pod="b",container=""}': "9x10",
        }
        expected = [
            (query("cpu", "node", "node", mine), '{node="edge-01"}', 1),
            (query("memory", "node", "node", mine), '{node="edge-01"}', 600),
            (query("cpu", "container", "pod", pod), '{pod="b"}', 0.5),
            (query("memory", "container", "pod", pod), '{pod="b"}', 7),
        ]
        test = {"interval": "1m", "input_series": [{"series": s, "values": v} for s, v in series.items()],
                "promql_expr_test": [
                    {"expr": e, "eval_time": "5m", "exp_samples": [{"labels": l, "value": v}]} for e, l, v in expected]}
        json.dump({"rule_files": [], "evaluation_interval": "1m", "tests": [test]}, open("test.yaml", "w"))
        """
      try await node.host.output(of: ["sh", "-c", "cd \"$0\" && python3 -c \"$1\"", node.directory, script])
      let test = try await node.host.run(["promtool", "test", "rules", "\(node.directory)/test.yaml"])
      #expect(test.status == 0, "\(test.output)\(test.errors)")
    }
  }
}
