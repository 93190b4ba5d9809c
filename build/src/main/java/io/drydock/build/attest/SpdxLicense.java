package io.drydock.build.attest;

import java.util.Set;

/** License expressions of SPDX: what packages declare is often something else. */
final class SpdxLicense {
  /** The identifiers that nearly all packages that use SPDX's words use. */
  private static final Set<String> IDENTIFIERS =
      Set.of(
          "0BSD",
          "AFL-2.1",
          "AFL-3.0",
          "AGPL-3.0-only",
          "AGPL-3.0-or-later",
          "Apache-1.1",
          "Apache-2.0",
          "Artistic-1.0",
          "Artistic-1.0-Perl",
          "Artistic-2.0",
          "BSD-1-Clause",
          "BSD-2-Clause",
          "BSD-2-Clause-Patent",
          "BSD-3-Clause",
          "BSD-4-Clause",
          "BSL-1.0",
          "BlueOak-1.0.0",
          "CC-BY-3.0",
          "CC-BY-4.0",
          "CC0-1.0",
          "CDDL-1.0",
          "CDDL-1.1",
          "EPL-1.0",
          "EPL-2.0",
          "FTL",
          "GFDL-1.3-or-later",
          "GPL-1.0-or-later",
          "GPL-2.0",
          "GPL-2.0-only",
          "GPL-2.0-or-later",
          "GPL-3.0",
          "GPL-3.0-only",
          "GPL-3.0-or-later",
          "HPND",
          "ICU",
          "IJG",
          "ISC",
          "LGPL-2.0-only",
          "LGPL-2.0-or-later",
          "LGPL-2.1",
          "LGPL-2.1-only",
          "LGPL-2.1-or-later",
          "LGPL-3.0",
          "LGPL-3.0-only",
          "LGPL-3.0-or-later",
          "Libpng",
          "MIT",
          "MIT-0",
          "MPL-1.1",
          "MPL-2.0",
          "NCSA",
          "OFL-1.1",
          "OLDAP-2.8",
          "OpenSSL",
          "PHP-3.01",
          "PSF-2.0",
          "PostgreSQL",
          "Python-2.0",
          "Python-2.0.1",
          "Ruby",
          "SSLeay-standalone",
          "TCL",
          "Unicode-3.0",
          "Unicode-DFS-2016",
          "Unlicense",
          "UPL-1.0",
          "Vim",
          "W3C",
          "WTFPL",
          "X11",
          "ZPL-2.1",
          "Zlib",
          "blessing",
          "bzip2-1.0.6",
          "curl");

  private static final Set<String> EXCEPTIONS =
      Set.of(
          "Autoconf-exception-3.0",
          "Bison-exception-2.2",
          "Classpath-exception-2.0",
          "GCC-exception-2.0",
          "GCC-exception-3.1",
          "LLVM-exception",
          "Linux-syscall-note",
          "OpenSSL-exception",
          "u-boot-exception-2.0");

  private SpdxLicense() {}

  /** Whether the text is an expression of identifiers that are known here. */
  static boolean isExpression(String text) {
    String[] words = text.replace("(", " ( ").replace(")", " ) ").strip().split("\\s+");
    int depth = 0;
    boolean wantsOperand = true;
    boolean exception = false;
    for (String word : words) {
      if (word.equals("(") || word.equals(")")) {
        depth += word.equals("(") ? 1 : -1;
        if (wantsOperand != word.equals("(") || depth < 0 || exception) {
          return false;
        }
      } else if (wantsOperand) {
        String plain = word.endsWith("+") ? word.substring(0, word.length() - 1) : word;
        if (!(exception ? EXCEPTIONS.contains(word) : IDENTIFIERS.contains(plain))) {
          return false;
        }
        wantsOperand = false;
        exception = false;
      } else {
        if (!word.equals("AND") && !word.equals("OR") && !word.equals("WITH")) {
          return false;
        }
        exception = word.equals("WITH");
        wantsOperand = true;
      }
    }
    return !wantsOperand && depth == 0;
  }
}
