import FoundationEssentials
import SystemPackage

/// How often a fault was met, and what became of it.
package struct FaultCount {
  private static let table = ProcessInfo.processInfo.environment["NODECTL_FAULTS"]

  /// Whether every call is to meet every fault.
  package static var isExhaustive: Bool { table != nil }

  /// The faults of each walk through the calls, which meet them in turn.
  package static func walks(of faults: [CallFault] = CallFault.allCases) -> [[CallFault]] {
    isExhaustive ? faults.map { [$0] } : [faults]
  }

  private let fault: CallFault
  private var overcome = 0
  private var told = 0

  package init(fault: CallFault) { self.fault = fault }

  package mutating func note(isTold: Bool) {
    if isTold { told += 1 } else { overcome += 1 }
  }

  /// Adds a row for each to the table that is asked for.
  package static func report(_ counts: [FaultCount], _ engine: String, _ operation: String) throws {
    guard let table else { return }
    let rows = counts.map { count in
      "| \(engine) | \(operation) | \(count.fault) | \(count.overcome + count.told) | \(count.overcome) | \(count.told) |\n"
    }
    let file = try FileDescriptor.open(
      FilePath(table), .writeOnly, options: [.append, .create], permissions: .ownerReadWrite)
    try file.closeAfter { _ = try file.writeAll(rows.joined().utf8) }
  }
}
