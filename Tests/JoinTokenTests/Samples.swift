/// Tokens and what they are made of, with throw-away certificates whose keys were never kept.
enum Samples {
  /// A worker's token, compressed as k0s compresses it, for a cluster with an RSA authority.
  static let token = """
    H4sIAAAAAAAC/4VV25KjNhB9n6+YH5hdCYyzdlUe1gbhxYO8CKll9AaINQaBGWDGl1T+PYxnU7WpSio8tbpbp5ujvjyk3RGKfjie\
    2uXjG37IzeswTuflw9PjT3n58Dh9Q9G/TfJjOY7dsPz82UL2J/QJY/sTRsv5bGbfvfKiH48/jnk6Fk/p61ie+uN4fdLpmC4fn2M0\
    Psd4zYQO+HHlMghELFQQISLY3YbGdY2DWDACHnUjqUaFiB2LYKWQgahlp/x26FOEZnENETff3mIcXYoqREljSITGViPGpOieM9wF\
    6UZVvCaMifM2MmSlkfYYaDrJm4gTYILYGjlliFUnTbnV0CWiuVQFJy8S2EoJZYcbs0trmHHZBRrhF+DBjvmXkrX5uTh0HzZg/a82\
    LoK28NRLBLBWyJFRTSgXbK9dojJQTtJgGZIu4XumwhpsZWmSCrwKPe0Km2zWhgZJRT0hYB0BgUh4aOLA0xMX774xIm/vnAjBdtRj\
    86id8qyUVI1y9Q24bk3PuRZaOCSxa0QBaFx528RElkBq2N7gOsFWHPI3gMNt4vES1iMDQ+MY61fZBE7czK5SDjavVcviL5as2FwT\
    oHqv6hAtXG6vVvRGVHjupPKDPdRBLTewzv3Azzcd0RXdFRXpwScdmHJP3aDMbHUOa3GJbOpwwuy4iXBkaZmKbq1sc50etKMNuuYc\
    7LWBZ30dcFqxJN6vbqqmrW71XGzomlkmjDBxpFuusuNI1QYGwKQBH1mKiH7nMi/1nTiW9DnB5ats6QVqU4GdbNMGc83zK8UHS1f6\
    e+aK8050bHsrk0QuTqHEPLGcPvbYt8xOEN18ncWGdZGge+VpL6pInVoBiyXpUwPrrNJV8bVjiQyG7LpoIkT3hZw4c+sb2OQM1sFW\
    tWkYqO9J5V0ywnBqlW52/YIii95o9fUW1vjMbJNEcqrNmqyY1UFRB/HUC+upJlYhQM18zQAFa2E8lDYBolY3z1wzT73yZYqGY1sT\
    jsoS3CAtatJEjd5BXXIuYMM8sldoaivOXpI22v7P3ejn3Zi/911Vksiw1YTB4vWCRny1iTC9MPxLjdoaoqhbUc+816sbWxcr9gjP\
    qyCacj9SOSrpGl9xLTnOrdy/zBT3bF0rYO7KpbfSToAYLrGbe85cCm1RgYkWl+d169ngkYQa1UNFqfQCJ70uCAisMmN60YpzYQQW\
    smx2ruLUhDfuKiWbxFGGCWErk/mLVYyDHZ3elhJ6UuLLNA9ONyZMuNt/PUvDvuUAQ+axFW3hEtudUag8Jg0pMz9oQ3xAodGgxQKk\
    NFZ+XJxyEfVR7YTFhgU5LtudUEN+7qqpy5mWzjjNjyP16IbZ9WWLWZLuVRBPtZegDk8c79Mq8BOuPd6MONvQMSbdKa+ApmgEtg8a\
    BSdbW4wzj72ta5OEPlO5TwdxHW1xHIecfLuxekE4ECG8/Drx4hdAEib1LLFAZhCMRQVxKI2Eumt3U/1MXI9QX0jRsFtmn7YMLeaZ\
    PDjCG/2dcNLCD27Cnv6hKp8zjwSZT0t9Pt3n8rOAHVv/x8w+/P77NPzbtCmWjzUaHvJTOxaX8WOHfMgfO+TvhXL3ele8DvfTa1aY\
    YnzKTqdxGPu0+yfaa98X7fj0N9JdWR9bvXxcn9ofx8ND1xc/isknL4bl4x9/Pryj3oP/BPkX+HvgewrjqS6m1ZdmuS5+fELYsmfO\
    /Lcviw/Fw1+V6heLIAcAAA==
    """

  /// The authority in ``token``, by openssl.
  static let fingerprint =
    "72:CB:C6:41:8F:7B:CD:C0:35:4A:39:96:CA:7B:5D:BD:83:26:12:47:49:30:F4:95:83:42:4A:30:78:84:82:66"
  static let publicKeyHash = "sha256:92ea467d05cbba4d483dee68656bae8f128708129d545ea2d99d7f7e102fbfeb"
  /// 2036-11-19 02:56:49 UTC.
  static let notAfter = 2_110_676_209

  /// An authority of version 1 with an EC key that ends in the years of GeneralizedTime.
  static let lateAuthority = """
    -----BEGIN CERTIFICATE-----
    MIIBMDCB1wIUENVWUXJlp01oX5WQcveD7gtIkeswCgYIKoZIzj0EAwIwGjEYMBYG
    A1UEAwwPa3ViZXJuZXRlcy1jYS0yMCAXDTI2MTEyMjAyNTY0OVoYDzIwNjIwNjI2
    MDI1NjQ5WjAaMRgwFgYDVQQDDA9rdWJlcm5ldGVzLWNhLTIwWTATBgcqhkjOPQIB
    BggqhkjOPQMBBwNCAASBCoT3UONTIyjdbmJSzbnkRdf0fSL7BkiQzEOjFVehcAjN
    sd9K92YpPCmee8q5jTBKmPG9IXzNR0aBei5Lu3mhMAoGCCqGSM49BAMCA0gAMEUC
    IEKIc55lsn+jU9AcfdrHTzQ6Gp6xduKcB+x/mqS6ymVRAiEAjcsVOXQoGybOTjHj
    0bGeknj0aYdAwLtgtC1EH0h8nW8=
    -----END CERTIFICATE-----
    """
  static let lateFingerprint =
    "19:45:21:88:94:B8:D5:42:6B:54:CA:96:42:0E:6D:1D:1C:42:94:B5:81:6F:00:C6:43:37:A5:27:F9:83:BD:69"
  static let latePublicKeyHash = "sha256:031d7a7ee06adf75710e73d555e08fbcf72d721320176a425678984ca6cdd505"
  /// 2062-06-26 02:56:49 UTC.
  static let lateNotAfter = 2_918_516_209
}
