import { packagesNamed, removedPackages } from '../model/commands/osPackages';
import { buildCommands, placeName, sentence } from '../model/dockerfile/judge';
import { defineRule } from '../rule';

const tools =
  /^(?:docker|docker\.io|docker-ce|docker-ce-cli|docker-cli|docker-engine|moby-engine|podman|buildah|skopeo|nerdctl|containerd|containerd\.io|cri-tools|kubectl|kubernetes-client|helm|azure-cli|runc|crun)$/;

export const containerToolingInImage = defineRule({
  id: 'container-tooling-in-image',
  title: 'Container or cluster control tools in a workload image',
  control: 'no-shell-tools-or-ssh',
  level: 'isolation',
  severity: 'medium',
  stride: ['E'],
  layer: 'image',
  aliases: [],
  references: ['OWASP:D1', 'CISD:4.3'],
  fixable: 'never', // What else the step does with the tool cannot be seen.
  subject: 'stage',
  why: 'With these programs in the container, whoever breaks in has what it takes to drive the daemon or the cluster as soon as a socket or a token turns up.',
  remedy: 'Leave them out of the running image; use them from the pipeline or from a debug container.',

  *check(stage) {
    if (!stage.ships) return;
    const { image } = stage.base;
    if (!stage.parent && image && image.path === 'library/docker') {
      yield { at: stage.nameSpan, message: `${sentence(stage.label)} starts from an image with the Docker daemon.` };
    }
    for (const instruction of stage.instructions) {
      const commands = buildCommands(instruction);
      const removed = removedPackages(commands);
      for (const command of commands) {
        for (const { word, name } of packagesNamed(command, tools)) {
          if (removed.has(name)) continue;
          yield {
            at: word.span,
            message: `A step of ${placeName(instruction)} installs ${name}, which drives containers or clusters.`,
          };
        }
      }
    }
  },

  examples: [
    { bad: 'FROM «docker:28.1-dind»\n' },
    { bad: 'FROM debian:13.1\nRUN apt-get install -y curl «docker.io» «kubectl=1.34»\n' },
  ],
  accepts: [
    'FROM debian:13.1 AS build\nRUN apt-get install -y docker.io\nFROM debian:13.1\nRUN pip install docker\n',
    'FROM debian:13.1\nRUN apt-get install -y podman && podman build . && apt-get purge -y podman\n',
  ],
});

export const german = {
  title: 'Werkzeuge zur Container- oder Clustersteuerung im Image',
  why: 'Mit diesen Programmen im Container hat ein Eindringling alles, um den Daemon oder Cluster zu steuern, sobald ein Socket oder Token auftaucht.',
  remedy: 'Aus dem laufenden Image lassen; aus der Pipeline oder einem Debug-Container verwenden.',
  says: {
    '{0} starts from an image with the Docker daemon.': '{0} beginnt mit einem Image, das den Docker-Daemon enthält.',
    'A step of {0} installs {1}, which drives containers or clusters.':
      'Ein Schritt in {0} installiert {1}; das steuert Container oder Cluster.',
  },
};
