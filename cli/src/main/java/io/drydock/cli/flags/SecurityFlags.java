package io.drydock.cli.flags;

import static io.drydock.cli.flags.FlagValues.invalid;

import com.google.gson.JsonElement;
import io.drydock.container.HostConfig.Namespaces;
import io.drydock.container.HostConfig.SecurityOptions;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What a container's processes may do, and which namespaces they share. */
final class SecurityFlags {
  private static final Set<String> SYSCTLS =
      Set.of(
          "kernel.msgmax",
          "kernel.msgmnb",
          "kernel.msgmni",
          "kernel.sem",
          "kernel.shmall",
          "kernel.shmmax",
          "kernel.shmmni",
          "kernel.shm_rmid_forced");

  private SecurityFlags() {}

  static SecurityOptions read(FlagValues flags, Function<String, Path> path) {
    List<String> options = new ArrayList<>();
    boolean bare = false;
    for (String each : flags.arguments().all("security-opt")) {
      if (each.equals("systempaths=unconfined")) {
        bare = true;
      } else {
        options.add(option(each, path));
      }
    }
    Optional<List<String>> paths = bare ? Optional.of(List.of()) : Optional.empty();
    return new SecurityOptions(
        capabilities(flags, "cap-add"),
        capabilities(flags, "cap-drop"),
        flags.arguments().all("group-add"),
        flags.on("privileged"),
        options,
        Pairs.map(flags.each("sysctl", SecurityFlags::sysctl)),
        paths,
        paths);
  }

  private static List<String> capabilities(FlagValues flags, String flag) {
    return flags.arguments().all(flag).stream()
        .map(each -> each.strip().toUpperCase(Locale.ROOT))
        .map(each -> each.equals("ALL") || each.startsWith("CAP_") ? each : "CAP_" + each)
        .distinct()
        .sorted()
        .toList();
  }

  /** An option; of a seccomp profile the file's content, since the engine may be elsewhere. */
  private static String option(String text, Function<String, Path> path) {
    int equals = text.indexOf('=');
    String name = equals < 0 ? text : text.substring(0, equals);
    if (equals < 0 && !text.contains(":") && !text.equals("no-new-privileges")) {
      throw invalid("Invalid --security-opt: \"" + text + "\"");
    }
    String value = text.substring(equals + 1);
    boolean profile =
        name.equals("seccomp") && !value.equals("unconfined") && !value.equals("builtin");
    return profile ? "seccomp=" + profile(value, path) : text;
  }

  private static String profile(String name, Function<String, Path> path) {
    try {
      JsonElement profile =
          Json.parse(Files.readAllBytes(path.apply(name)), "seccomp profile " + name);
      return new String(Json.bytes(profile), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new DrydockException(
          ErrorKind.INVALID,
          "opening seccomp profile ("
              + name
              + ") failed: open "
              + name
              + ": no such file or directory",
          e);
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.INVALID, "opening seccomp profile (" + name + ") failed: " + e.getMessage(), e);
    }
  }

  private static String sysctl(String text) {
    int equals = text.indexOf('=');
    String name = equals < 0 ? "" : text.substring(0, equals);
    boolean ofNamespace =
        SYSCTLS.contains(name) || name.startsWith("net.") || name.startsWith("fs.mqueue.");
    if (!ofNamespace) {
      throw invalid("sysctl '" + text + "' is not allowed");
    }
    return text;
  }

  static Namespaces namespaces(FlagValues flags) {
    String pid = flags.text("pid");
    boolean ofContainer = pid.startsWith("container:") && pid.length() > "container:".length();
    require(pid.isEmpty() || pid.equals("host") || ofContainer, "--pid: invalid PID mode");
    String uts = flags.text("uts");
    require(uts.isEmpty() || uts.equals("host"), "--uts: invalid UTS mode");
    String user = flags.text("userns");
    require(user.isEmpty() || user.equals("host"), "--userns: invalid USER mode");
    String cgroup = flags.text("cgroupns");
    require(
        cgroup.isEmpty() || cgroup.equals("host") || cgroup.equals("private"),
        "--cgroupns: invalid CGROUP mode");
    return new Namespaces(cgroup, flags.text("ipc"), pid, user, uts);
  }

  private static void require(boolean holds, String complaint) {
    if (!holds) {
      throw invalid(complaint);
    }
  }
}
