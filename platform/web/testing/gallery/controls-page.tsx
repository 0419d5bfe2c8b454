// SPDX-License-Identifier: Apache-2.0
import { Button, Checkbox, DatePicker, Form, Input, Modal, Radio, Segmented, Select, Table, Tabs } from 'antd';
import { type ReactNode, useState } from 'react';
import { PageTitle, Sheet } from '../../ui/sheet/sheet.tsx';
import { RichControls } from '../../ui/theme/rich-controls.tsx';
import styles from './gallery.module.css';

/** antd's controls in our theme. */
export function ControlsPage(): ReactNode {
  return (
    <RichControls>
      <PageTitle title="控件" />
      <div className={styles['grid']}>
        <div className={styles['wide']}>
          <Sheet title="表单">
            <Entries />
          </Sheet>
        </div>
        <div className={styles['wide']}>
          <Sheet title="密表">
            <Rows />
          </Sheet>
        </div>
      </div>
    </RichControls>
  );
}

function Entries(): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <Form layout="vertical">
      <Form.Item label="事项标题" htmlFor="subject">
        <Input id="subject" defaultValue="沿街井盖松动" />
      </Form.Item>
      <Form.Item label="责任单位" htmlFor="unit">
        <Select id="unit" defaultValue="a" options={[{ value: 'a', label: '市政设施中心' }]} aria-label="责任单位" />
      </Form.Item>
      <Form.Item label="期限" htmlFor="due">
        <DatePicker id="due" aria-label="期限" />
      </Form.Item>
      <Form.Item label="联系电话" htmlFor="phone" validateStatus="error" help="少5位">
        <Input id="phone" defaultValue="0377-63" />
      </Form.Item>
      <Checkbox defaultChecked>可不传</Checkbox>
      <Radio defaultChecked>认可现有记录</Radio>
      <Segmented options={['判断', '抽查']} aria-label="队列" />
      <div className={styles['row']} style={{ marginTop: 12 }}>
        <Button type="primary">提交</Button>
        <Button onClick={() => setOpen(true)}>次要</Button>
        <Button danger>撤回公示</Button>
      </div>
      <Modal
        open={open}
        title="撤回东园社区的公示？"
        okText="撤回公示"
        cancelText="不撤回"
        onCancel={() => setOpen(false)}
      >
        公示已2天，有1件异议。撤回后结果回到联审，已公示的版本保留可查。
      </Modal>
    </Form>
  );
}

const data = [
  { key: '1', name: '柳溪社区', total: '440.15' },
  { key: '2', name: '滨河里社区', total: '431.60' },
];

function Rows(): ReactNode {
  return (
    <>
      <Tabs
        items={[
          { key: 'a', label: '待审31' },
          { key: 'b', label: '已审401' },
        ]}
      />
      <Table
        size="small"
        pagination={false}
        rowSelection={{ type: 'checkbox', getCheckboxProps: ({ name }) => ({ 'aria-label': name }) as object }}
        dataSource={data}
        columns={[
          { title: '社区', dataIndex: 'name' },
          { title: '总分', dataIndex: 'total', align: 'right' },
        ]}
      />
    </>
  );
}
