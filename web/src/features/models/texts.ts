import type { Texts } from '@/shared/i18n/language';

const en = {
  models: 'Models',
  none: 'No models yet',
  noneHint:
    'Label a few items, then let Auto-annotate learn from them: its model is listed here with where it comes from.',
  auto: 'Auto-annotate',
  created: 'Learned',
  method: 'Method',
  labels: 'Labels',
  seed: 'Seed',
  version: 'Version',
  snapshot: 'Snapshot',
  inService: 'in service',
  promote: 'Put in service',
  promoteHint: 'This model answers for all items that nobody has labelled; what is labelled stays.',
  promoted: 'The model is put in service: it answers for the unlabelled items now.',
  download: 'ONNX',
  report: 'Report',
  compareWith: (name: string) => `Compare with ${name}`,
  pick: 'Compare',
  pickHint: 'Pick two models to compare them on the items that both were tested on.',
  comparison: 'Comparison',
  metric: 'Metric',
  difference: 'Second less first',
  interval: '95 % of the difference',
  first: 'First',
  second: 'Second',
  certain: 'more than chance',
  uncertain: 'may be chance',
  on: (items: string, left: string | undefined) =>
    `On ${items} test items that neither model learned from; both are measured on the same resamples (paired bootstrap).${
      left ? ` ${left} were left out, for their labels changed in between.` : ''
    }`,
};

const zh: typeof en = {
  models: '模型',
  none: '还没有模型',
  noneHint: '先标注几个条目，再用自动标注学习：得到的模型及其来源会列在这里。',
  auto: '自动标注',
  created: '学习时间',
  method: '方法',
  labels: '标签数',
  seed: '种子',
  version: '版本',
  snapshot: '快照',
  inService: '使用中',
  promote: '启用',
  promoteHint: '由该模型回答所有未标注的条目；已标注的保持不变。',
  promoted: '模型已启用：正在回答未标注的条目。',
  download: 'ONNX',
  report: '报告',
  compareWith: (name) => `与 ${name} 比较`,
  pick: '比较',
  pickHint: '选择两个模型，在两者都测试过的条目上比较。',
  comparison: '比较',
  metric: '指标',
  difference: '第二个减第一个',
  interval: '差值的 95 % 区间',
  first: '第一个',
  second: '第二个',
  certain: '超出偶然',
  uncertain: '可能是偶然',
  on: (items, left) =>
    `在 ${items} 个两个模型都未学习过的测试条目上；两者用相同的重采样计算（配对自助法）。${
      left ? `${left} 个条目因标签已改而略去。` : ''
    }`,
};

export const texts: Texts<typeof en> = { en, 'zh-CN': zh };
