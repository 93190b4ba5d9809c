package io.drydock.buildkit.control;

import io.drydock.build.BuildRequest;
import io.drydock.build.image.ImageSources;
import io.drydock.build.plan.Node;
import io.drydock.build.plan.Plan;
import io.drydock.build.plan.PlanSteps;
import io.drydock.buildkit.message.DockerfileText;
import io.drydock.buildkit.session.AgentSocket;
import io.drydock.buildkit.session.ContextFolders;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.SourceLocation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A build that is planned, with all that carrying it out needs.
 *
 * @param request without outputs
 * @param links builds whose results this one uses
 */
record PreparedBuild(
    BuildRequest request,
    DockerfileText dockerfile,
    ImageSources images,
    List<PreparedBuild> links,
    List<ContextFolders.Folder> folders,
    List<AgentSocket> agents) {

  PreparedBuild {
    links = List.copyOf(links);
    folders = List.copyOf(folders);
    agents = List.copyOf(agents);
  }

  Plan plan() {
    return request.plan();
  }

  /** The requests to carry out together: those whose results others use come first. */
  List<BuildRequest> requests(BuildRequest last) {
    var requests = new ArrayList<BuildRequest>();
    addLinks(requests);
    requests.add(last);
    return requests;
  }

  private void addLinks(List<BuildRequest> requests) {
    for (PreparedBuild each : links) {
      each.addLinks(requests);
      if (!requests.contains(each.request)) {
        requests.add(each.request);
      }
    }
  }

  /**
   * The Dockerfile that has the place, of this build's and those of its links; empty where the
   * place could be in several.
   *
   * @param step the title of the step there, where it is known
   */
  Optional<DockerfileText> dockerfileWith(SourceLocation place, Optional<String> step) {
    var found = new LinkedHashSet<DockerfileText>();
    addDockerfilesWith(
        node ->
            node.location().equals(Optional.of(place))
                && step.map(node.title()::equals).orElse(true),
        new HashSet<>(),
        found);
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  /**
   * @param seen the nodes of links, which are in this build's plan too
   */
  private void addDockerfilesWith(
      Predicate<Node> wanted, Set<Node> seen, SequencedSet<DockerfileText> found) {
    links.forEach(each -> each.addDockerfilesWith(wanted, seen, found));
    for (PlanSteps.NamedStep each : new PlanSteps(plan()).list()) {
      if (seen.add(each.node()) && wanted.test(each.node())) {
        found.add(dockerfile);
      }
    }
  }

  /**
   * Takes up what the build uses, for another build that needs its result.
   *
   * @throws DrydockException of kind CONFLICT when it is gone
   */
  void resume() {
    links.forEach(PreparedBuild::resume);
    for (ContextFolders.Folder each : folders) {
      if (!each.resume()) {
        throw new DrydockException(
                ErrorKind.CONFLICT, "the files of a build that this one needs are gone")
            .withHint("Build again.");
      }
    }
  }

  /** Lets go what the build uses; a build that comes at once may still take it up again. */
  void rest() {
    folders.forEach(ContextFolders.Folder::rest);
    links.forEach(PreparedBuild::rest);
    agents.forEach(AgentSocket::close);
  }
}
