import { Text } from '@mantine/core';
import { useState } from 'react';
import { api } from '@/shared/api/api';
import type { Run } from '@/shared/api/schema';
import { type Texts, useTexts } from '@/shared/i18n/language';

const en = {
  caption: 'On the left items as they are, beside them variants of the kind that the network learns from.',
  alt: 'Items and variants of them',
};
const texts: Texts<typeof en> = {
  en,
  'zh-CN': { caption: '最左列是原始条目，右侧是网络学习所用的变体。', alt: '条目及其变体' },
};

/** What the network learns from. Methods that vary nothing show nothing. */
export function RunVariants({ run }: { run: Run }) {
  const t = useTexts(texts);
  const [missing, setMissing] = useState(false);
  if (missing) return null;
  return (
    <figure style={{ margin: 0 }}>
      <img
        src={api.runVariantsUrl(run.id)}
        alt={t.alt}
        style={{ maxWidth: '100%', borderRadius: 3, display: 'block' }}
        onError={() => setMissing(true)}
      />
      <Text component="figcaption" size="xs" className="quiet" mt={4}>
        {t.caption}
      </Text>
    </figure>
  );
}
