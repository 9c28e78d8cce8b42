import { dockerfileFix } from '../edit/dockerfileEdit';
import { sentence } from '../model/dockerfile/judge';
import { setsVariable } from '../model/dockerfile/ofKind';
import { insertBeforeStart } from '../model/dockerfile/users';
import { defineRule } from '../rule';

/** Images whose publishers set NVIDIA_VISIBLE_DEVICES=all, under whatever mirror; those of vLLM stand on CUDA's. */
const showsAll =
  /(?:^|\/)(?:nvidia\/(?:cuda|cudagl|cuda-dl-base|tritonserver|tensorrt|pytorch|tensorflow|jax|nemo)|pytorch\/pytorch|vllm\/vllm-openai)$/;

const variable = 'NVIDIA_VISIBLE_DEVICES';

export const baseShowsEveryGpu = defineRule({
  id: 'base-shows-every-gpu',
  title: 'Base image asks for every GPU of the node',
  control: 'gpu-sharing',
  level: 'isolation',
  severity: 'low',
  stride: ['E', 'I', 'D'],
  layer: 'host',
  aliases: [],
  references: ['CISD:5.18'],
  fixable: 'sometimes', // A file of one unfinished line has no place for it.
  subject: 'stage',
  why: 'CUDA images say NVIDIA_VISIBLE_DEVICES=all. Where the NVIDIA runtime is the default of the node, a pod that asked for no GPU sees all of them, with what others compute there.',
  remedy:
    'Set `ENV NVIDIA_VISIBLE_DEVICES=void`: the device plugin and `docker run --gpus` replace it for whoever asks for a GPU.',

  *check(stage) {
    const { image } = stage.base;
    if (!stage.isTarget || !image || !showsAll.test(image.path) || setsVariable(stage, variable)) return;
    yield {
      at: stage.nameSpan,
      message: `${sentence(stage.label)} takes over ${variable}=all from its base image.`,
      fix: () =>
        dockerfileFix('Show no GPU that nobody asked for', 'review', [
          insertBeforeStart(stage, [`ENV ${variable}=void`], `ENV ${variable}`),
        ]),
    };
  },

  examples: [
    {
      bad: 'FROM «nvidia/cuda:12.9.1-base-ubuntu24.04»\nCOPY app /app\nCMD ["/app"]\n',
      good: 'FROM nvidia/cuda:12.9.1-base-ubuntu24.04\nCOPY app /app\nENV NVIDIA_VISIBLE_DEVICES=void\nCMD ["/app"]\n',
    },
    {
      bad: 'ARG CUDA=12.9.1\nFROM mirror.example/nvidia/cuda:$CUDA-runtime-ubuntu24.04 AS base\nFROM «base»\nCOPY app /app\n',
      good: 'ARG CUDA=12.9.1\nFROM mirror.example/nvidia/cuda:$CUDA-runtime-ubuntu24.04 AS base\nFROM base\nCOPY app /app\nENV NVIDIA_VISIBLE_DEVICES=void\n',
    },
    { bad: 'FROM «nvcr.io/nvidia/tritonserver:25.10-py3»' },
  ],
  accepts: [
    'FROM nvidia/cuda:12.9.1-base-ubuntu24.04\nENV A=1 NVIDIA_VISIBLE_DEVICES=void\n',
    'FROM pytorch/pytorch:2.9.0-cuda12.8-cudnn9-runtime AS base\nARG GPUS\nENV NVIDIA_VISIBLE_DEVICES=$GPUS\nFROM base\nCMD ["a"]\n',
    'FROM nvidia/cuda:12.9.1-devel-ubuntu24.04 AS build\nRUN make\nFROM debian:13.1\nCOPY --from=build /app /app\n',
    'FROM nvcr.io/nvidia/distroless/go:v3.2.1\nCMD ["/app"]\n',
    'ARG BASE\nFROM $BASE\nCMD ["/app"]\n',
  ],
});

export const german = {
  title: 'Basis-Image verlangt jede GPU des Nodes',
  why: 'CUDA-Images sagen NVIDIA_VISIBLE_DEVICES=all. Wo die NVIDIA-Laufzeit der Standard des Nodes ist, sieht auch ein Pod, der keine GPU verlangt hat, alle, samt dem, was andere dort rechnen.',
  remedy:
    '`ENV NVIDIA_VISIBLE_DEVICES=void` setzen: Das Device-Plugin und `docker run --gpus` ersetzen es für den, der eine GPU verlangt.',
  says: {
    '{0} takes over {1}=all from its base image.': '{0} übernimmt {1}=all von seinem Basis-Image.',
    'Show no GPU that nobody asked for': 'Keine GPU zeigen, die niemand verlangt hat',
  },
};
