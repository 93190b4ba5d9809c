package io.drydock.engine.runtime;

import io.drydock.container.HostConfig.SecurityOptions;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.List;
import java.util.Locale;

/**
 * What the words of {@code --security-opt} say.
 *
 * @param seccomp {@code builtin}, {@code unconfined} or a profile's JSON
 * @param apparmor name of a profile, or empty
 * @param labels for SELinux
 * @param systemPathsUnconfined whether nothing of /proc and /sys is hidden or read-only
 */
record SecurityChoices(
    boolean noNewPrivileges,
    String seccomp,
    String apparmor,
    List<String> labels,
    boolean systemPathsUnconfined) {
  static final String BUILTIN = "builtin";
  static final String UNCONFINED = "unconfined";

  /**
   * Reads the words; a later one wins.
   *
   * @throws DrydockException of kind INVALID for a word that Docker does not know
   */
  static SecurityChoices of(SecurityOptions security) {
    var reading = new Reading(security.privileged() ? UNCONFINED : BUILTIN);
    security.securityOptions().forEach(reading::read);
    return new SecurityChoices(
        reading.noNewPrivileges,
        reading.seccomp,
        reading.apparmor,
        List.copyOf(reading.labels),
        reading.systemPathsUnconfined);
  }

  /** The choices as far as they are read. */
  private static final class Reading {
    private final List<String> labels = new java.util.ArrayList<>();
    private boolean noNewPrivileges;
    private String seccomp;
    private String apparmor = "";
    private boolean systemPathsUnconfined;

    Reading(String seccomp) {
      this.seccomp = seccomp;
    }

    void read(String option) {
      if (option.equals("no-new-privileges")) {
        noNewPrivileges = true;
        return;
      }
      if (option.equals("disable")) {
        labels.add(option);
        return;
      }
      int separator = option.contains("=") ? option.indexOf('=') : option.indexOf(':');
      if (separator < 0) {
        throw invalid("invalid --security-opt 1: \"" + option + "\"");
      }
      read(option, option.substring(0, separator), option.substring(separator + 1));
    }

    private void read(String option, String name, String value) {
      switch (name) {
        case "label" -> labels.add(value);
        case "apparmor" -> apparmor = value;
        case "seccomp" -> seccomp = value;
        case "no-new-privileges" -> noNewPrivileges = flag(value, option);
        case "systempaths" -> {
          if (!value.equals(UNCONFINED)) {
            throw invalid("invalid --security-opt 2: \"" + option + "\"");
          }
          systemPathsUnconfined = true;
        }
        default ->
            throw invalid("invalid --security-opt 2: \"" + option + "\"")
                .withHint("known are apparmor, label, no-new-privileges, seccomp and systempaths");
      }
    }

    private static boolean flag(String value, String option) {
      return switch (value.toLowerCase(Locale.ROOT)) {
        case "1", "t", "true" -> true;
        case "0", "f", "false" -> false;
        default -> throw invalid("invalid --security-opt 2: \"" + option + "\"");
      };
    }
  }

  private static DrydockException invalid(String message) {
    return new DrydockException(ErrorKind.INVALID, message);
  }
}
