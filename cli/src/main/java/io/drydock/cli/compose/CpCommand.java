package io.drydock.cli.compose;

import io.drydock.cli.compose.ComposeCall.Containers;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.HashMap;
import java.util.List;

/** Copies files between a service's container and this machine. */
final class CpCommand extends ComposeCommand {
  @Override
  public Spec spec() {
    return Spec.of(
            "compose cp [OPTIONS] SERVICE:SRC_PATH DEST_PATH|-\n"
                + "        drydock compose cp [OPTIONS] SRC_PATH|- SERVICE:DEST_PATH",
            "Copy files/folders between a service container and the local filesystem")
        .flag("all", Kind.BOOL, "Include containers created by the run command")
        .flag("archive", 'a', Kind.BOOL, "Archive mode (copy all uid/gid information)")
        .flag("follow-link", 'L', Kind.BOOL, "Always follow symbol link in SRC_PATH")
        .flag("index", Kind.INT, "Index of the container if service has multiple replicas")
        .arguments(2, 2);
  }

  @Override
  protected int run(ComposeCall call) throws Exception {
    String from = call.arguments().argument(0);
    String to = call.arguments().argument(1);
    boolean upload = !isRemote(from) && isRemote(to);
    if (!upload && !isRemote(from)) {
      throw new DrydockException(ErrorKind.INVALID, "unknown copy direction: name a SERVICE:PATH");
    }
    if (isRemote(from) && isRemote(to)) {
      throw new DrydockException(ErrorKind.INVALID, "copying between services is not supported");
    }
    var values = new HashMap<String, List<String>>();
    for (String each : List.of("archive", "follow-link")) {
      if (call.arguments().given(each)) {
        values.put(each, call.arguments().all(each));
      }
    }
    int code = 0;
    for (ServiceContainer each : containers(call, upload ? to : from, upload)) {
      List<String> words =
          upload ? List.of(from, inContainer(each, to)) : List.of(inContainer(each, from), to);
      code = Math.max(code, call.asContainerCommand("cp", values, words));
    }
    return code;
  }

  private static boolean isRemote(String word) {
    return word.indexOf(':') > 0 && !word.startsWith("/") && !word.startsWith(".");
  }

  /** What is copied to goes to each container of the service, unless one is chosen. */
  private static List<ServiceContainer> containers(ComposeCall call, String word, boolean upload) {
    String service = word.substring(0, word.indexOf(':'));
    Containers which = call.arguments().on("all") ? Containers.EVERYTHING : Containers.ALL;
    int index = call.index();
    List<ServiceContainer> found =
        call.containers(which, List.of(service)).stream()
            .filter(each -> index == 0 || each.number() == index)
            .toList();
    if (found.isEmpty()) {
      throw new DrydockException(
          ErrorKind.NOT_FOUND, "no container found for service \"" + service + "\"");
    }
    return upload ? found : found.subList(0, 1);
  }

  private static String inContainer(ServiceContainer container, String word) {
    return container.id() + word.substring(word.indexOf(':'));
  }
}
