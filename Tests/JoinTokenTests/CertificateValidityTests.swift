import FoundationEssentials
import Testing

@testable import JoinToken

@Suite struct CertificateValidityTests {
  @Test func `a text without a certificate has no times`() {
    #expect(CertificateValidity(inPEM: "") == nil)
    #expect(CertificateValidity(inPEM: "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----") == nil)
  }

  /// A kubelet's file holds its key, too.
  @Test func `the times are those of the first certificate, whatever stands before it`() throws {
    let key = "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n"
    let validity = try #require(CertificateValidity(inPEM: key + Samples.lateAuthority))
    #expect(validity.notBefore.formatted(.iso8601) == "2026-11-22T02:56:49Z")
    #expect(validity.notAfter.formatted(.iso8601) == "2062-06-26T02:56:49Z")
  }

  @Test(arguments: [(0.0, false), (0.89, false), (0.91, true), (1.1, true)])
  func `it is overdue when less than a tenth of its time is left`(part: Double, isOverdue: Bool) throws {
    let validity = try #require(CertificateValidity(inPEM: Samples.lateAuthority))
    let length = validity.notAfter.timeIntervalSince(validity.notBefore)
    #expect(validity.isOverdue(at: validity.notBefore.addingTimeInterval(length * part)) == isOverdue)
  }
}
