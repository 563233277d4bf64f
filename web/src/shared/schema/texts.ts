import type { Control, RegionKind } from '@/shared/api/schema';
import type { Texts } from '@/shared/i18n/language';
import type { SchemaFault } from './edit';
import type { TemplateKey, TemplateTexts } from './templates';

interface SchemaTexts {
  template: string;
  templates: Record<TemplateKey, string>;
  templateTexts: TemplateTexts;
  question: string;
  questions: string;
  kindChoice: string;
  kindRegions: string;
  kindNumber: string;
  minimum: string;
  maximum: string;
  unit: string;
  any: string;
  multiple: string;
  regionKinds: Record<RegionKind, string>;
  regionKindsTitle: string;
  unmarkedTitle: string;
  unmarked: Record<Control['unmarked'], string>;
  unmarkedHint: Record<Control['unmarked'], string>;
  label: string;
  labels: string;
  hotkey: string;
  hotkeyHint: string;
  color(name: string): string;
  customColor: string;
  addLabel: string;
  addLabelHint: string;
  addChoice: string;
  addRegions: string;
  addNumber: string;
  moveUp(name: string): string;
  moveDown(name: string): string;
  remove(name: string): string;
  retire(name: string): string;
  restore(name: string): string;
  retired: string;
  fault(fault: SchemaFault): string;
}

const en: SchemaTexts = {
  template: 'Begin with',
  templates: {
    imageClasses: 'Image classes',
    boxes: 'Boxes',
    segmentation: 'Segmentation',
    textClasses: 'Text classes',
    spans: 'Text spans',
    textAndSpans: 'Classes and spans',
    soundClasses: 'Sound classes',
    segments: 'Segments',
    imageNumber: 'A number',
    textNumber: 'A number',
    soundNumber: 'A number',
  },
  templateTexts: {
    classTitle: 'Class',
    regionTitle: 'Regions',
    numberTitle: 'Number',
    classLabels: 'yes, no',
    objectLabels: 'object',
    spanLabels: 'name, place, date',
    segmentLabels: 'speech, music, noise',
  },
  question: 'Question',
  questions: 'Questions asked of every item',
  kindChoice: 'Choice for the whole item',
  kindRegions: 'Regions of the item',
  kindNumber: 'Number of the whole item',
  minimum: 'Smallest',
  maximum: 'Largest',
  unit: 'Unit',
  any: 'any',
  multiple: 'More than one label may be given',
  regionKinds: { box: 'Box', polygon: 'Polygon', mask: 'Mask', span: 'Span', segment: 'Segment' },
  regionKindsTitle: 'Drawn as',
  unmarkedTitle: 'Pixels left unmarked are',
  unmarked: { background: 'Background', unknown: 'Unknown' },
  unmarkedHint: {
    background: 'Mark every thing in an image: what is left over is learned as background.',
    unknown: 'A few strokes of each label are enough: only marked pixels are learned from.',
  },
  label: 'Label',
  labels: 'Labels',
  hotkey: 'Key',
  hotkeyHint: 'One character; left empty: the position, 1 to 9',
  color: (name) => `Colour of ${name}`,
  customColor: 'Another colour',
  addLabel: 'Add labels',
  addLabelHint: 'Enter adds; several by comma, or paste a list',
  addChoice: 'Add a choice',
  addRegions: 'Add regions',
  addNumber: 'Add a number',
  moveUp: (name) => `Move ${name} up`,
  moveDown: (name) => `Move ${name} down`,
  remove: (name) => `Remove ${name}`,
  retire: (name) => `Retire ${name}: kept where it is used, no longer offered`,
  restore: (name) => `Offer ${name} again`,
  retired: 'retired',
  fault(fault) {
    switch (fault.kind) {
      case 'empty':
        return 'Ask at least one question: add a choice, a number or regions.';
      case 'title':
        return 'Every question needs a title.';
      case 'labels':
        return `“${fault.control}” has no labels yet: add at least one.`;
      case 'regionKinds':
        return `“${fault.control}”: say what may be drawn.`;
      case 'range':
        return `“${fault.control}”: the smallest number must not be larger than the largest.`;
      case 'unknown':
        return `“${fault.control}”: where unmarked pixels are unknown, add a label for the rest too, such as background.`;
      case 'name':
        return `“${fault.control}” has a label without a name.`;
      case 'twice':
        return `“${fault.control}” has two labels named “${fault.value}”: rename one.`;
      case 'hotkey':
        return `“${fault.control}” gives the key “${fault.value}” to two labels.`;
    }
  },
};

const zh: SchemaTexts = {
  template: '从模板开始',
  templates: {
    imageClasses: '图像分类',
    boxes: '矩形框',
    segmentation: '分割',
    textClasses: '文本分类',
    spans: '文本片段',
    textAndSpans: '分类与片段',
    soundClasses: '声音分类',
    segments: '时间段',
    imageNumber: '数字',
    textNumber: '数字',
    soundNumber: '数字',
  },
  templateTexts: {
    classTitle: '类别',
    regionTitle: '区域',
    numberTitle: '数字',
    classLabels: '是, 否',
    objectLabels: '物体',
    spanLabels: '姓名, 地点, 日期',
    segmentLabels: '人声, 音乐, 噪声',
  },
  question: '问题',
  questions: '对每个条目提出的问题',
  kindChoice: '整个条目的选择',
  kindRegions: '条目中的区域',
  kindNumber: '整个条目的数字',
  minimum: '最小值',
  maximum: '最大值',
  unit: '单位',
  any: '不限',
  multiple: '可给多个标签',
  regionKinds: { box: '矩形框', polygon: '多边形', mask: '掩码', span: '片段', segment: '时间段' },
  regionKindsTitle: '绘制方式',
  unmarkedTitle: '未标记的像素视为',
  unmarked: { background: '背景', unknown: '未知' },
  unmarkedHint: {
    background: '请标出图像中的每个物体：其余部分按背景学习。',
    unknown: '每个标签画几笔即可：只学习已标记的像素。',
  },
  label: '标签',
  labels: '标签',
  hotkey: '按键',
  hotkeyHint: '一个字符；留空则按位置 1 至 9',
  color: (name) => `${name} 的颜色`,
  customColor: '其他颜色',
  addLabel: '添加标签',
  addLabelHint: '回车添加；可用逗号分隔多个，或粘贴列表',
  addChoice: '添加选择题',
  addRegions: '添加区域题',
  addNumber: '添加数字题',
  moveUp: (name) => `上移 ${name}`,
  moveDown: (name) => `下移 ${name}`,
  remove: (name) => `移除 ${name}`,
  retire: (name) => `停用 ${name}：已用之处保留，不再提供`,
  restore: (name) => `重新启用 ${name}`,
  retired: '已停用',
  fault(fault) {
    switch (fault.kind) {
      case 'empty':
        return '至少提出一个问题：请添加选择题、数字题或区域题。';
      case 'title':
        return '每个问题都需要标题。';
      case 'labels':
        return `“${fault.control}”还没有标签：请至少添加一个。`;
      case 'regionKinds':
        return `“${fault.control}”：请选择绘制方式。`;
      case 'range':
        return `“${fault.control}”：最小值不能大于最大值。`;
      case 'unknown':
        return `“${fault.control}”：未标记的像素视为未知时，还需为其余部分添加标签，例如“背景”。`;
      case 'name':
        return `“${fault.control}”中有未命名的标签。`;
      case 'twice':
        return `“${fault.control}”中有两个标签都叫“${fault.value}”：请改名。`;
      case 'hotkey':
        return `“${fault.control}”中按键“${fault.value}”给了两个标签。`;
    }
  },
};

export const texts: Texts<SchemaTexts> = { en, 'zh-CN': zh };
