// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]
let strictAndSafe = strict + [.strictMemorySafety()]

/// A module and its tests, which see what the module sees.
///
/// Only the modules that wrap C or system calls are `unsafe`. An `optimized` one is so in debug builds too, where its
/// tests try more cases than unoptimized code gets through: ZeroTier's hash takes two hundred times as long in that.
func module(
  _ name: String, _ dependencies: [Target.Dependency], testing: [Target.Dependency] = [], unsafe: Bool = false,
  optimized: Bool = false
) -> [Target] {
  let settings = (unsafe ? strict : strictAndSafe) + (optimized ? [.unsafeFlags(["-O"])] : [])
  return [
    .target(name: name, dependencies: dependencies, swiftSettings: settings),
    .testTarget(
      name: name + "Tests", dependencies: [.init(stringLiteral: name)] + dependencies + testing,
      swiftSettings: settings),
  ]
}

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let asn1 = Target.Dependency.product(name: "SwiftASN1", package: "swift-asn1")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let tomlKit = Target.Dependency.product(name: "TOMLKit", package: "TOMLKit")

let nodectl: [Target.Dependency] = [
  "Compose", "Doctor", "Engine", "Export", "HTTP", "Host", "Images", "Import", "JoinToken", "Locking", "NodeSpec",
  "Orchestrator", "Ownership", "Planning", "Runtimes", "Terminal", "YAML", "ZeroTier", argumentParser, system,
]

let package = Package(
  name: "nodectl",
  dependencies: [
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
  ],
  targets: [
    .target(name: "CLibCurl"),
    .systemLibrary(name: "CLinux"),
    .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .executableTarget(name: "nodectl", dependencies: nodectl, swiftSettings: strictAndSafe),
    .executableTarget(
      name: "nodectl-host", dependencies: ["Host", "Ownership", system], swiftSettings: strict,
      // It runs in images that have no C library, or another.
      linkerSettings: [.unsafeFlags(["-static-executable"], .when(configuration: .release))]),
    .testTarget(
      name: "nodectlTests", dependencies: ["nodectl", "TestSupport", subprocess] + nodectl, swiftSettings: strictAndSafe
    ),
    .target(
      name: "Templates", path: "templates",
      resources: [
        .embedInCode("crio-krun.yaml"), .embedInCode("classic.yaml"), .embedInCode("overlays/assigned-address.yaml"),
        .embedInCode("containerd.yaml"), .embedInCode("overlays/host-metrics.yaml"), .embedInCode("external.yaml"),
        .embedInCode("overlays/systemd-cgroups.yaml"), .embedInCode("overlays/metrics-exporter.yaml"),
      ],
      swiftSettings: strictAndSafe),
    .testTarget(
      name: "Scenarios", dependencies: ["TestSupport", subprocess, system], path: "Tests/Scenarios",
      swiftSettings: strict),
    // Optimized in debug builds too: its stub engine is what most tests wait for.
    .target(
      name: "TestSupport", dependencies: [subprocess], path: "Tests/TestSupport",
      swiftSettings: strict + [.unsafeFlags(["-O"])]),
  ]
    + module("YAML", ["CLibYAML"], unsafe: true)
    + module("TOML", ["YAML", tomlKit], testing: ["TestSupport"])
    + module("ZeroTier", [crypto], testing: ["TestSupport"], optimized: true)
    + module("JoinToken", ["YAML", asn1, crypto], testing: ["TestSupport"])
    + module("Images", [])
    + module("NodeSpec", ["Images", "YAML", "ZeroTier"], testing: ["TestSupport"])
    + module("Runtimes", ["NodeSpec", "TOML", "YAML"], testing: ["TestSupport"])
    + module("Compose", ["Images", "NodeSpec", "Runtimes", "Templates", "YAML", "ZeroTier", crypto, system])
    + module("Export", ["Compose", "Images", "NodeSpec", "Runtimes", "YAML"])
    + module(
      "Doctor", ["Compose", "Engine", "HTTP", "JoinToken", "NodeSpec", "Ownership", "Planning", "ZeroTier"],
      testing: ["TestSupport", "YAML"])
    + module("Import", ["Compose", "Images", "NodeSpec", "YAML", system], testing: ["Templates", "ZeroTier"])
    + module("Locking", [], unsafe: true)
    + module("HTTP", ["CLibCurl", "Locking"], testing: ["TestSupport"], unsafe: true)
    + module("Engine", ["HTTP", "Images", "TOML", "YAML", crypto], testing: ["TestSupport"])
    + module("Host", ["CLinux", "Locking", "Ownership", subprocess, system], testing: ["TestSupport"], unsafe: true)
    + module("Ownership", [], testing: ["TestSupport"], optimized: true)
    + module(
      "Planning", ["Compose", "Images", "JoinToken", "NodeSpec", "Ownership", "YAML", "ZeroTier", system],
      testing: ["TestSupport"])
    + module(
      "Orchestrator",
      [
        "Compose", "Doctor", "Engine", "HTTP", "Images", "JoinToken", "Locking", "NodeSpec", "Ownership", "Planning",
        "Runtimes", "Terminal", "ZeroTier", system,
      ],
      testing: ["TestSupport", "YAML"])
    + module("Terminal", []),
  swiftLanguageModes: [.v6]
)

/// The readers of outside data, each as a fuzzer's target: a library for `make fuzz`, which alone asks for it, for with it
/// every build would have a product more; else tests, which read the corpus.
let fuzzed: [Target.Dependency] = [
  "Compose", "Doctor", "Engine", "Export", "HTTP", "Host", "Images", "JoinToken", "NodeSpec", "Ownership", "Runtimes",
  "TOML", "YAML", "ZeroTier",
]
if Context.environment["NODECTL_FUZZ"] != nil {
  package.products.append(.library(name: "FuzzTargets", type: .static, targets: ["FuzzTargets"]))
  package.targets.append(
    .target(
      name: "FuzzTargets", dependencies: fuzzed, path: "Fuzz/Targets", exclude: ["CorpusTests.swift"],
      swiftSettings: strict))
} else {
  package.targets.append(
    .testTarget(
      name: "FuzzTests", dependencies: fuzzed + ["TestSupport", system], path: "Fuzz/Targets",
      exclude: ["Fuzzer.swift"], swiftSettings: strict))
}
