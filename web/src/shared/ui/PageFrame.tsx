import { Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import css from './PageFrame.module.css';

/** A page of text width: its title, its controls beside it, its content. */
export function PageFrame({
  title,
  aside,
  children,
}: {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
}) {
  usePageTitle(title);
  return (
    <div className={css.frame}>
      <div className={css.head}>
        <Title order={1} flex={1}>
          {title}
        </Title>
        {aside}
      </div>
      {children}
    </div>
  );
}

/** Nothing here yet: says so and what to do next. */
export function Empty({ title, hint, children }: { title: string; hint?: string; children?: ReactNode }) {
  return (
    <div className={css.empty}>
      <Title order={2}>{title}</Title>
      {hint && (
        <Text size="sm" className="quiet" maw={440}>
          {hint}
        </Text>
      )}
      {children}
    </div>
  );
}

export function usePageTitle(title: string | undefined): void {
  useEffect(() => {
    document.title = title ? `${title} · Labelsmith` : 'Labelsmith';
  }, [title]);
}
