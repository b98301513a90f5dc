<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ActBar</name>
    <message>
        <source>Close for good</source>
        <translation>彻底关闭</translation>
    </message>
    <message>
        <source>More acts</source>
        <extracomment>Acts shown as pictures, in order; the menu holds all of them.</extracomment>
        <translation>更多操作</translation>
    </message>
</context>
<context>
    <name>ActPanel</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Leave it (Esc)</source>
        <translation>放弃 (Esc)</translation>
    </message>
    <message>
        <source>Type to find</source>
        <translation>输入以查找</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>{field} is “{value}” now</source>
        <translation>{field}现在是“{value}”</translation>
    </message>
    <message>
        <source>{field} is “{value}” now ({author})</source>
        <translation>{field}现在是“{value}”（{author}）</translation>
    </message>
</context>
<context>
    <name>ActRows</name>
    <message>
        <source>Add what follows</source>
        <translation>添加后续操作</translation>
    </message>
    <message>
        <source>Proposed to the agent with the words, who may leave it out.</source>
        <translation>随话术一起建议给坐席，坐席可以不做。</translation>
    </message>
</context>
<context>
    <name>Acting</name>
    <message>
        <source>Assigned to {name}</source>
        <translation>已指派给{name}</translation>
    </message>
</context>
<context>
    <name>Addressing</name>
    <message>
        <source>Chat name</source>
        <translation>会话账号</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>邮箱地址</translation>
    </message>
    <message>
        <source>Phone number</source>
        <translation>电话号码</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>主题</translation>
    </message>
</context>
<context>
    <name>AmountCard</name>
    <message>
        <source>Approved amount</source>
        <translation>审批金额</translation>
    </message>
    <message>
        <source>Proposed amount</source>
        <translation>建议金额</translation>
    </message>
    <message>
        <source>Rule {rule}</source>
        <translation>规则 {rule}</translation>
    </message>
    <message>
        <source>The rules propose {proposed}. Reason for another amount: {reason}</source>
        <translation>规则建议 {proposed}。调整理由：{reason}</translation>
    </message>
</context>
<context>
    <name>AmountTold</name>
    <message>
        <source>As the customer reads it</source>
        <translation>客户看到的说明</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>ApprovalCard</name>
    <message>
        <source>Approval</source>
        <translation>审批</translation>
    </message>
    <message>
        <source>Lifted there by: {rule}.</source>
        <translation>提级原因：{rule}。</translation>
    </message>
    <message>
        <source>May approve it: {names}</source>
        <translation>可审批人：{names}</translation>
    </message>
    <message>
        <source>Nobody of the team may approve it.</source>
        <translation>团队中无人有权审批。</translation>
    </message>
    <message>
        <source>Not confirmed yet</source>
        <translation>待确认</translation>
    </message>
    <message>
        <source>Reason: {reason}</source>
        <translation>原因：{reason}</translation>
    </message>
    <message>
        <source>Take the approval back…</source>
        <translation>撤销审批…</translation>
    </message>
    <message>
        <source>The shared database has not taken the approval in yet: no form prints</source>
        <translation>审批尚未被共享数据确认：暂不能正式打印</translation>
    </message>
    <message>
        <source>Version {n}</source>
        <translation>第 {n} 版</translation>
    </message>
    <message>
        <source>You made or handed in this claim: somebody else approves it.</source>
        <translation>此理赔由您制单或提交：须由他人审批。</translation>
    </message>
    <message>
        <source>You may approve it (up to {most}).</source>
        <translation>您可以审批（上限 {most}）。</translation>
    </message>
    <message>
        <source>You may approve it with {name}&apos;s limit, lent until {until}.</source>
        <translation>您可凭 {name} 的授权审批，有效至 {until}。</translation>
    </message>
    <message>
        <source>You may not approve it: your limit here is {most}.</source>
        <translation>您无权审批：您在此的上限为 {most}。</translation>
    </message>
    <message>
        <source>with a lent limit</source>
        <translation>凭授权</translation>
    </message>
    <message>
        <source>{field}: {before} → {after}</source>
        <translation>{field}：{before} → {after}</translation>
    </message>
    <message>
        <source>{sum} approved {moment} by {name}</source>
        <translation>{name} 于 {moment} 批准 {sum}</translation>
    </message>
    <message>
        <source>{sum} is above every tier.</source>
        <translation>{sum} 超出所有审批层级。</translation>
    </message>
    <message>
        <source>{sum} needs tier “{tier}” (up to {most}).</source>
        <translation>{sum} 须由“{tier}”层级审批（上限 {most}）。</translation>
    </message>
</context>
<context>
    <name>ArchiveCheck</name>
    <message>
        <source>All {n} archived forms are sound.</source>
        <translation>全部 {n} 份存档表单完好。</translation>
    </message>
    <message>
        <source>Check the archive</source>
        <translation>检查存档</translation>
    </message>
    <message>
        <source>Every registered form is read and compared with its SHA-256. What is damaged is put aside and restored from its named file or the shared database.</source>
        <translation>逐份读取已登记的表单并与其 SHA-256 比对。损坏的会移开，并从命名副本或共享库恢复。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stopped after {n} forms; {wrong} were not sound.</source>
        <translation>已在 {n} 份后停止；其中 {wrong} 份不完好。</translation>
    </message>
    <message>
        <source>{wrong} of {n} archived forms were not sound:</source>
        <translation>{n} 份存档表单中 {wrong} 份不完好：</translation>
    </message>
</context>
<context>
    <name>ArticlePanel</name>
    <message>
        <source>Insert the answer</source>
        <translation>插入答复</translation>
    </message>
    <message>
        <source>Knowledge articles</source>
        <translation>知识库</translation>
    </message>
    <message>
        <source>No article has these words.</source>
        <translation>没有包含这些字的条目。</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>To the customer</source>
        <translation>对客户的答复</translation>
    </message>
    <message>
        <source>Words of the question or the answer</source>
        <translation>问题或答复中的字词</translation>
    </message>
    <message>
        <source>fits</source>
        <translation>适用</translation>
    </message>
    <message>
        <source>{n} to fill in</source>
        <translation>有 {n} 处待填写</translation>
    </message>
    <message>
        <source>↑ ↓ choose · Enter insert · Esc close</source>
        <translation>↑ ↓ 选择 · 回车插入 · Esc 关闭</translation>
    </message>
</context>
<context>
    <name>AskBar</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Day</source>
        <extracomment>Gets what was typed and, when a sum was asked for, the sum in fen.</extracomment>
        <translation>日期</translation>
    </message>
</context>
<context>
    <name>AskField</name>
    <message>
        <source>Enter next · Shift+Tab back · Esc leave it open</source>
        <extracomment>What may be typed, by the kind that is asked for.</extracomment>
        <translation>Enter 下一项 · Shift+Tab 上一项 · Esc 先空着</translation>
    </message>
    <message>
        <source>Type to find, or its number</source>
        <translation>输入首字母或序号查找</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>tomorrow 3 pm, in 2 hours</source>
        <translation>明天下午3点、2小时后</translation>
    </message>
    <message>
        <source>tomorrow, 3 days, 11-25</source>
        <translation>明天、3天后、11-25</translation>
    </message>
</context>
<context>
    <name>AsksTable</name>
    <message>
        <source>Ask for a value</source>
        <translation>添加询问项</translation>
    </message>
    <message>
        <source>Asks for</source>
        <translation>要询问的值</translation>
    </message>
    <message>
        <source>Stands in the words as {{ ask.NAME }}; the agent is asked for it.</source>
        <translation>在正文里写作 {{ ask.名称 }}，使用时向坐席询问。</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>Attaching</name>
    <message>
        <source>Attach files</source>
        <translation>添加附件</translation>
    </message>
    <message>
        <source>Pictures, PDF and text</source>
        <translation>图片、PDF 和文本</translation>
    </message>
    <message>
        <source>pasted picture.png</source>
        <translation>粘贴的图片.png</translation>
    </message>
</context>
<context>
    <name>BatchClaims</name>
    <message>
        <source>All that wait for print</source>
        <translation>全部待打印</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>By claimant</source>
        <translation>按申请人</translation>
    </message>
    <message>
        <source>By number</source>
        <translation>按编号</translation>
    </message>
    <message>
        <source>Claimant</source>
        <translation>申请人</translation>
    </message>
    <message>
        <source>Del takes out, Alt+↑ ↓ moves; choose in the list with Space</source>
        <translation>Del 移除，Alt+↑ ↓ 移动；在列表中按空格选择</translation>
    </message>
    <message>
        <source>First approved first</source>
        <translation>先核定的在前</translation>
    </message>
    <message>
        <source>Highest amount first</source>
        <translation>金额高的在前</translation>
    </message>
    <message>
        <source>In the order chosen</source>
        <translation>按选择顺序</translation>
    </message>
    <message>
        <source>No claim waits for print. Choose claims in the list with Space.</source>
        <translation>没有待打印的理赔。请在列表中按空格选择。</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>{n} claims, {sum}</source>
        <translation>{n} 件理赔，{sum}</translation>
    </message>
</context>
<context>
    <name>BatchPage</name>
    <message>
        <source>Make {n} forms</source>
        <translation>生成 {n} 份表单</translation>
    </message>
    <message>
        <source>One file each</source>
        <translation>每份一个文件</translation>
    </message>
    <message>
        <source>One job</source>
        <translation>合并一次打印</translation>
    </message>
    <message>
        <source>Print {n} forms</source>
        <translation>打印 {n} 份表单</translation>
    </message>
    <message>
        <source>Put on paper</source>
        <translation>打印到纸上</translation>
    </message>
    <message>
        <source>Reason for what was issued before</source>
        <translation>再次签发的原因</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>The last run was cut off: {done} of {n} forms are issued.</source>
        <translation>上一批次中断：{n} 份中已签发 {done} 份。</translation>
    </message>
</context>
<context>
    <name>BatchRun</name>
    <message>
        <source>{n} forms</source>
        <translation>{n} 份表单</translation>
    </message>
</context>
<context>
    <name>BatchSet</name>
    <message>
        <source>Add a form</source>
        <translation>添加表单</translation>
    </message>
    <message>
        <source>Claim form alone</source>
        <translation>仅理赔申请书</translation>
    </message>
    <message>
        <source>Forget this set</source>
        <translation>删除该组合</translation>
    </message>
    <message>
        <source>Form, agreement and evidence</source>
        <translation>申请书、协议和证据</translation>
    </message>
    <message>
        <source>Keep the set</source>
        <translation>保存该组合</translation>
    </message>
    <message>
        <source>Name of this set</source>
        <translation>组合名称</translation>
    </message>
    <message>
        <source>Payment notice alone</source>
        <translation>仅付款通知单</translation>
    </message>
    <message>
        <source>Set of forms</source>
        <translation>表单组合</translation>
    </message>
</context>
<context>
    <name>BodyEdit</name>
    <message>
        <source>Words of the script</source>
        <translation>话术正文</translation>
    </message>
</context>
<context>
    <name>Bulk</name>
    <message>
        <source>Assign to…</source>
        <translation>指派给…</translation>
    </message>
    <message>
        <source>Change the status</source>
        <translation>修改状态</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Do it to the other one</source>
        <translation>对另外 1 张执行</translation>
    </message>
    <message>
        <source>Do it to the other {n}</source>
        <translation>对其余 {n} 张执行</translation>
    </message>
    <message>
        <source>Hand-over note to {group}:</source>
        <translation>给{group}的交接说明：</translation>
    </message>
    <message>
        <source>In 2 days, 9:00</source>
        <translation>两天后 9:00</translation>
    </message>
    <message>
        <source>In 2 hours</source>
        <translation>2 小时后</translation>
    </message>
    <message>
        <source>In 4 hours</source>
        <translation>4 小时后</translation>
    </message>
    <message>
        <source>In 7 days, 9:00</source>
        <translation>七天后 9:00</translation>
    </message>
    <message>
        <source>Macro</source>
        <translation>宏</translation>
    </message>
    <message>
        <source>No ticket is chosen.</source>
        <translation>没有选择工单。</translation>
    </message>
    <message>
        <source>Not done to {n}.</source>
        <translation>{n} 张未执行。</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先级</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>Reopen…</source>
        <translation>重新打开…</translation>
    </message>
    <message>
        <source>Resolve as…</source>
        <translation>解决为…</translation>
    </message>
    <message>
        <source>Resume work</source>
        <translation>继续处理</translation>
    </message>
    <message>
        <source>Tomorrow, 9:00</source>
        <translation>明天 9:00</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>转组</translation>
    </message>
    <message>
        <source>Transfer to…</source>
        <translation>转到…</translation>
    </message>
    <message>
        <source>Until when?</source>
        <translation>等到什么时候？</translation>
    </message>
    <message>
        <source>Wait for…</source>
        <translation>等待…</translation>
    </message>
    <message>
        <source>Whoever has most room</source>
        <translation>最有余量的人</translation>
    </message>
    <message>
        <source>Why reopen?</source>
        <translation>为什么重新打开？</translation>
    </message>
    <message>
        <source>Without a date</source>
        <translation>不设日期</translation>
    </message>
    <message>
        <source>and {n} more.</source>
        <translation>及其他 {n} 项。</translation>
    </message>
    <message>
        <source>me</source>
        <translation>我</translation>
    </message>
    <message>
        <source>{number}: {reason}</source>
        <translation>{number}：{reason}</translation>
    </message>
</context>
<context>
    <name>BulkBar</name>
    <message>
        <source>{n} ticked</source>
        <extracomment>Tickets in the way that are named before the rest is counted. Stands among the people for whoever has most room. Outcomes that need another ticket; they have acts of their own.</extracomment>
        <translation>已勾选 {n} 张</translation>
    </message>
</context>
<context>
    <name>BundleActs</name>
    <message>
        <source>Approve all</source>
        <translation>全部审批通过</translation>
    </message>
    <message>
        <source>Approve what is proposed for {numbers}: {sum} in all?</source>
        <translation>按建议金额审批通过 {numbers}，合计 {sum}？</translation>
    </message>
    <message>
        <source>Approved.</source>
        <translation>已审批通过。</translation>
    </message>
    <message>
        <source>In the claimant&apos;s words</source>
        <translation>照索赔人原话写</translation>
    </message>
    <message>
        <source>It is answered</source>
        <translation>已答复</translation>
    </message>
    <message>
        <source>It is settled for itself.</source>
        <translation>已改为单独处理。</translation>
    </message>
    <message>
        <source>Note (may stay empty)</source>
        <translation>备注（可不填）</translation>
    </message>
    <message>
        <source>Note the objection</source>
        <translation>记下异议</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Take it out</source>
        <translation>移出</translation>
    </message>
    <message>
        <source>The answer is noted.</source>
        <translation>答复已记下。</translation>
    </message>
    <message>
        <source>The objection is noted.</source>
        <translation>异议已记下。</translation>
    </message>
    <message>
        <source>The payments were asked for.</source>
        <translation>已请求付款。</translation>
    </message>
    <message>
        <source>What did we answer to the objection?</source>
        <translation>对异议答复了什么？</translation>
    </message>
    <message>
        <source>What does the claimant object to? The limits of objections run from now.</source>
        <translation>索赔人对什么有异议？异议处理时限从现在起算。</translation>
    </message>
    <message>
        <source>What the claimant was told</source>
        <translation>告知索赔人的内容</translation>
    </message>
    <message>
        <source>Why is {number} settled for itself?</source>
        <translation>{number} 为什么单独处理？</translation>
    </message>
    <message>
        <source>{n} claims are settled together now.</source>
        <translation>{n} 件理赔已合并处理。</translation>
    </message>
</context>
<context>
    <name>BundleCard</name>
    <message>
        <source>Approve {n} claims, {sum}…</source>
        <translation>审批 {n} 件，{sum}…</translation>
    </message>
    <message>
        <source>Ask for the payment of all</source>
        <translation>全部请求付款</translation>
    </message>
    <message>
        <source>Settled together: {n} claims</source>
        <translation>合并处理：{n} 件理赔</translation>
    </message>
    <message>
        <source>Take {number} out…</source>
        <translation>移出 {number}…</translation>
    </message>
    <message>
        <source>approved {sum}</source>
        <translation>已批 {sum}</translation>
    </message>
    <message>
        <source>claimed {sum}</source>
        <translation>索赔 {sum}</translation>
    </message>
    <message>
        <source>not all have the same payee and account yet</source>
        <translation>收款人和账号尚未全部一致</translation>
    </message>
    <message>
        <source>one payee: {payee}</source>
        <translation>同一收款人：{payee}</translation>
    </message>
    <message>
        <source>paid {sum}</source>
        <translation>已付 {sum}</translation>
    </message>
</context>
<context>
    <name>CalendarTab</name>
    <message>
        <source>Holidays known</source>
        <translation>节假日已公布</translation>
    </message>
    <message>
        <source>Holidays of this year not known: ordinary weeks are counted</source>
        <translation>本年节假日尚未公布：按平常周计算</translation>
    </message>
    <message>
        <source>The next</source>
        <translation>接下来的</translation>
    </message>
    <message>
        <source>The year after</source>
        <translation>后一年</translation>
    </message>
    <message>
        <source>The year before</source>
        <translation>前一年</translation>
    </message>
    <message>
        <source>They end {at}.</source>
        <translation>到 {at} 为止。</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>休息</translation>
    </message>
    <message>
        <source>on fall on</source>
        <translation>起落在：</translation>
    </message>
    <message>
        <source>working hours from</source>
        <translation>个工作小时，自</translation>
    </message>
    <message>
        <source>{h} h</source>
        <translation>{h} 小时</translation>
    </message>
    <message>
        <source>{name} ({zone}): always open</source>
        <translation>{name}（{zone}）：全年无休</translation>
    </message>
</context>
<context>
    <name>CallBar</name>
    <message>
        <source>Call back: {purpose}</source>
        <translation>回访：{purpose}</translation>
    </message>
    <message>
        <source>Close this notice</source>
        <translation>关闭此提示</translation>
    </message>
    <message>
        <source>Nobody answered</source>
        <translation>无人接听</translation>
    </message>
    <message>
        <source>Result…</source>
        <translation>记录结果…</translation>
    </message>
</context>
<context>
    <name>CallerCard</name>
    <message>
        <source>Ask for the waybill or a number to call back.</source>
        <translation>请询问运单号或回拨号码。</translation>
    </message>
    <message>
        <source>Earlier tickets</source>
        <translation>以往工单</translation>
    </message>
    <message>
        <source>Hidden number</source>
        <translation>号码隐藏</translation>
    </message>
    <message>
        <source>No customer yet, but known here</source>
        <translation>还不是客户，但这里有记录</translation>
    </message>
    <message>
        <source>No name</source>
        <translation>无姓名</translation>
    </message>
    <message>
        <source>Nobody is known under {number}. A new customer will be made.</source>
        <translation>没有号码为 {number} 的客户，将新建客户。</translation>
    </message>
    <message>
        <source>Open tickets</source>
        <translation>处理中的工单</translation>
    </message>
    <message>
        <source>Parcels: Alt and the digit take one over</source>
        <translation>快件：按 Alt 加数字带入</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>其他人</translation>
    </message>
    <message>
        <source>Type the caller&apos;s number, its last four digits, or a name.</source>
        <extracomment>How many open tickets, parcels and earlier tickets are shown: all there is room for, or few.</extracomment>
        <translation>输入来电号码、号码后四位或姓名。</translation>
    </message>
    <message>
        <source>VIP</source>
        <translation>VIP</translation>
    </message>
    <message>
        <source>Who is it?</source>
        <translation>是哪一位？</translation>
    </message>
    <message>
        <source>{n} customers fit. Choose one, or go on as a new one.</source>
        <translation>有 {n} 位客户符合，请选择一位，或作为新客户继续。</translation>
    </message>
</context>
<context>
    <name>CameraRoom</name>
    <message>
        <source>Connect a camera or a phone, or choose a folder of pictures.</source>
        <translation>请接上相机或手机，或选一个图片文件夹。</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Folder of pictures</source>
        <translation>图片文件夹</translation>
    </message>
    <message>
        <source>From a camera</source>
        <translation>从相机取图</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新查看</translation>
    </message>
    <message>
        <source>Looking for cameras…</source>
        <translation>正在查找相机…</translation>
    </message>
    <message>
        <source>No camera is connected</source>
        <translation>没有接入相机</translation>
    </message>
    <message>
        <source>Nothing came into this folder in that time.</source>
        <translation>这段时间里，此文件夹没有新图片。</translation>
    </message>
    <message>
        <source>Other folder…</source>
        <translation>其他文件夹…</translation>
    </message>
    <message>
        <source>Pictures in the folder</source>
        <translation>文件夹中的图片</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>起始时间</translation>
    </message>
    <message>
        <source>Take in</source>
        <translation>收入</translation>
    </message>
    <message>
        <source>Take in {n}</source>
        <translation>收入 {n} 张</translation>
    </message>
    <message>
        <source>Watch this folder</source>
        <translation>盯住此文件夹</translation>
    </message>
    <message>
        <source>all there are</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>of the last day</source>
        <translation>最近一天</translation>
    </message>
    <message>
        <source>of the last hour</source>
        <translation>最近一小时</translation>
    </message>
    <message>
        <source>of the last week</source>
        <translation>最近一周</translation>
    </message>
    <message>
        <source>{n} of {all} chosen; Space and Shift choose more, Enter takes them in</source>
        <translation>已选 {n} / {all}；空格、Shift 多选，Enter 收入</translation>
    </message>
</context>
<context>
    <name>CareCard</name>
    <message>
        <source>Call back…</source>
        <translation>回访…</translation>
    </message>
    <message>
        <source>Cancel…</source>
        <translation>取消…</translation>
    </message>
    <message>
        <source>Done…</source>
        <translation>完成…</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>已兑现</translation>
    </message>
    <message>
        <source>Move…</source>
        <translation>改期…</translation>
    </message>
    <message>
        <source>Nobody answered</source>
        <translation>无人接听</translation>
    </message>
    <message>
        <source>Not kept…</source>
        <translation>未兑现…</translation>
    </message>
    <message>
        <source>Promises and call-backs</source>
        <translation>承诺与回访</translation>
    </message>
    <message>
        <source>Promise…</source>
        <translation>承诺…</translation>
    </message>
    <message>
        <source>Withdraw…</source>
        <translation>撤回…</translation>
    </message>
    <message>
        <source>all settled</source>
        <translation>均已了结</translation>
    </message>
    <message>
        <source>call back at {time}</source>
        <translation>{time} 回访</translation>
    </message>
    <message>
        <source>to the {party}, until {time}, by {name}</source>
        <translation>对{party}，{time} 前，{name}承诺</translation>
    </message>
    <message>
        <source>tried {n} times</source>
        <translation>已拨 {n} 次</translation>
    </message>
</context>
<context>
    <name>Channels</name>
    <message>
        <source>&amp;Taken back for</source>
        <translation>可撤回(&amp;B)</translation>
    </message>
    <message>
        <source>Address or number</source>
        <translation>地址或号码</translation>
    </message>
    <message>
        <source>Channels</source>
        <extracomment>Seconds for which a message may be taken back, to choose from.</extracomment>
        <translation>发送渠道</translation>
    </message>
    <message>
        <source>Not set up: messages are recorded, not sent</source>
        <translation>未配置：消息只记录，不发送</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Send a &amp;test to</source>
        <translation>发送测试消息到(&amp;T)</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>正在发送…</translation>
    </message>
    <message>
        <source>Servers and gateways are written into this file; docs/channels.md tells how.</source>
        <translation>服务器和网关写在这个文件里，写法见 docs/channels.md。</translation>
    </message>
    <message>
        <source>Set up in</source>
        <translation>配置文件</translation>
    </message>
    <message>
        <source>So long a message waits to leave.</source>
        <translation>消息发出前等待这么久，其间可以撤回。</translation>
    </message>
    <message>
        <source>Test message</source>
        <translation>测试消息</translation>
    </message>
    <message>
        <source>This is a test message of the after-sales workstation.</source>
        <translation>这是售后工作台发出的测试消息。</translation>
    </message>
    <message>
        <source>not at all</source>
        <translation>不可撤回</translation>
    </message>
    <message>
        <source>{n} seconds</source>
        <translation>{n} 秒</translation>
    </message>
</context>
<context>
    <name>ClaimList</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Choose none</source>
        <translation>取消选择</translation>
    </message>
    <message>
        <source>Claims</source>
        <extracomment>How many answers were shown so far.</extracomment>
        <translation>理赔</translation>
    </message>
    <message>
        <source>Esc takes back what is typed.</source>
        <translation>按 Esc 清除输入的文字。</translation>
    </message>
    <message>
        <source>Make a claim from a ticket with Ctrl+M.</source>
        <translation>在工单上按 Ctrl+M 发起理赔。</translation>
    </message>
    <message>
        <source>No claim fits under “{filter}”.</source>
        <translation>“{filter}”中没有符合的理赔。</translation>
    </message>
    <message>
        <source>No claim fits.</source>
        <translation>没有符合的理赔。</translation>
    </message>
    <message>
        <source>No claims</source>
        <translation>没有理赔</translation>
    </message>
    <message>
        <source>No claims yet</source>
        <translation>还没有理赔</translation>
    </message>
    <message>
        <source>Number, waybill, claimant, goods</source>
        <translation>编号、运单号、申请人、托寄物</translation>
    </message>
    <message>
        <source>Print {n} claims…</source>
        <extracomment>Takes the filter off where it hides all that fits.</extracomment>
        <translation>打印 {n} 件理赔…</translation>
    </message>
    <message>
        <source>Settle together</source>
        <translation>合并处理</translation>
    </message>
    <message>
        <source>Show all: {n}</source>
        <translation>全部显示：{n}</translation>
    </message>
    <message>
        <source>There are {n} among all claims: Enter shows them.</source>
        <translation>全部理赔中有 {n} 件，按 Enter 显示。</translation>
    </message>
    <message>
        <source>Waiting for me</source>
        <translation>等我处理</translation>
    </message>
    <message>
        <source>{n} claims, {sum}</source>
        <translation>{n} 笔理赔，{sum}</translation>
    </message>
</context>
<context>
    <name>ClaimRows</name>
    <message>
        <source>Age</source>
        <translation>账龄</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>审批</translation>
    </message>
    <message>
        <source>Ask to pay</source>
        <translation>申请付款</translation>
    </message>
    <message>
        <source>Have signed</source>
        <translation>待签协议</translation>
    </message>
    <message>
        <source>Mend</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Not confirmed</source>
        <translation>待确认</translation>
    </message>
    <message>
        <source>Pay</source>
        <translation>付款</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Submit</source>
        <translation>提交</translation>
    </message>
    <message>
        <source>To do</source>
        <extracomment>Columns with their widths, and those where there is room; a width of 0 takes what is left. The goods have so much before other columns get more than they need. Of a claim that went away while it was in sight. Rows that are read together when they come into sight, and kept. So many claims may be chosen at once. The claims (their row numbers) that were chosen for something that is done to many.</extracomment>
        <translation>待办</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>期限</translation>
    </message>
</context>
<context>
    <name>ClaimSheet</name>
    <message>
        <source>Approval and payment</source>
        <translation>审批与付款</translation>
    </message>
    <message>
        <source>Approve…</source>
        <translation>审批…</translation>
    </message>
    <message>
        <source>Back to draft</source>
        <translation>退回草稿</translation>
    </message>
    <message>
        <source>Back to the list  Esc</source>
        <extracomment>The names of the tabs that stand from the beginning. Steps that are done by an act at the foot. Steps that are done in a place of the facts; the others by the button of the next step.</extracomment>
        <translation>返回列表  Esc</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>资料</translation>
    </message>
    <message>
        <source>Not confirmed</source>
        <translation>待确认</translation>
    </message>
    <message>
        <source>Paid, reference {reference}</source>
        <translation>已付款，凭证号 {reference}</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>纸面文件</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Reason: {reason}</source>
        <translation>原因：{reason}</translation>
    </message>
    <message>
        <source>Record the payment…</source>
        <translation>登记付款…</translation>
    </message>
    <message>
        <source>Reject…</source>
        <translation>驳回…</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Send…</source>
        <translation>发送…</translation>
    </message>
    <message>
        <source>Submit</source>
        <translation>提交</translation>
    </message>
    <message>
        <source>Withdraw…</source>
        <translation>撤回…</translation>
    </message>
    <message>
        <source>{n} settled together</source>
        <translation>{n} 件合并处理</translation>
    </message>
</context>
<context>
    <name>ClaimsCard</name>
    <message>
        <source>Claims</source>
        <translation>理赔</translation>
    </message>
    <message>
        <source>Make a claim</source>
        <translation>发起理赔</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>ClaimsHome</name>
    <message>
        <source>Claims</source>
        <extracomment>The name of the tab with the list of claims. Kinds of records that the lists show.</extracomment>
        <translation>理赔单</translation>
    </message>
    <message>
        <source>Lent limits</source>
        <translation>授权</translation>
    </message>
    <message>
        <source>Payments</source>
        <translation>付款</translation>
    </message>
</context>
<context>
    <name>ClaimsPage</name>
    <message>
        <source>No other claim waits for you.</source>
        <extracomment>Next steps that are acts of the page; the others have a place on it.</extracomment>
        <translation>没有其他理赔在等您处理。</translation>
    </message>
</context>
<context>
    <name>CollectionPane</name>
    <message>
        <source>No script answers that</source>
        <extracomment>Columns by which nobody looks for a script.</extracomment>
        <translation>没有符合的话术</translation>
    </message>
    <message>
        <source>No scripts yet</source>
        <translation>还没有话术</translation>
    </message>
    <message>
        <source>Take a condition away, or type less.</source>
        <translation>去掉一个条件，或少输几个字。</translation>
    </message>
    <message>
        <source>Write one, or import your own.</source>
        <translation>新建一条，或导入已有的。</translation>
    </message>
</context>
<context>
    <name>ColumnList</name>
    <message>
        <source>Becomes</source>
        <translation>对应字段</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>D.M.Y</source>
        <translation>日.月.年</translation>
    </message>
    <message>
        <source>How dates are written: year, month, day</source>
        <translation>日期的写法：年、月、日的顺序</translation>
    </message>
    <message>
        <source>Kept as it is</source>
        <extracomment>What &quot;kept as it is&quot; is called inside a pick box, whose codes are never None.</extracomment>
        <translation>原样保留</translation>
    </message>
    <message>
        <source>M/D/Y</source>
        <translation>月/日/年</translation>
    </message>
    <message>
        <source>Row count</source>
        <translation>行序号</translation>
    </message>
    <message>
        <source>What stands in it</source>
        <translation>内容示例</translation>
    </message>
    <message>
        <source>Y-M-D</source>
        <translation>年-月-日</translation>
    </message>
</context>
<context>
    <name>Comparison</name>
    <message>
        <source>Open claim {number}</source>
        <translation>打开理赔 {number}</translation>
    </message>
</context>
<context>
    <name>CopyBar</name>
    <message>
        <source>Another number</source>
        <translation>换用新编号</translation>
    </message>
    <message>
        <source>Back to the form</source>
        <translation>返回表单</translation>
    </message>
    <message>
        <source>Void…</source>
        <translation>作废…</translation>
    </message>
</context>
<context>
    <name>CustomerCard</name>
    <message>
        <source>Correct…</source>
        <translation>更正…</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Earlier tickets ({n})</source>
        <translation>以往工单（{n}）</translation>
    </message>
    <message>
        <source>Show hidden facts…</source>
        <translation>显示隐藏信息…</translation>
    </message>
    <message>
        <source>VIP</source>
        <translation>VIP</translation>
    </message>
    <message>
        <source>{n} earlier</source>
        <translation>以往 {n} 张</translation>
    </message>
</context>
<context>
    <name>DecidingActs</name>
    <message>
        <source>A draft again.</source>
        <translation>已退回草稿。</translation>
    </message>
    <message>
        <source>Another amount needs its reason.</source>
        <translation>金额不同须填写原因。</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>审批通过</translation>
    </message>
    <message>
        <source>Approve which amount? Another than {sum} needs a reason.</source>
        <translation>核定多少金额？与建议的 {sum} 不同时须写明理由。</translation>
    </message>
    <message>
        <source>Approved.</source>
        <translation>已审批。</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Reason for another amount</source>
        <translation>调整金额的理由</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>驳回</translation>
    </message>
    <message>
        <source>Rejected.</source>
        <translation>已驳回。</translation>
    </message>
    <message>
        <source>Submitted.</source>
        <translation>已提交。</translation>
    </message>
    <message>
        <source>Submitted. To whom is it paid? What is filled in later is approved anew.</source>
        <translation>已提交。付给谁？审批后再补填需要重新审批。</translation>
    </message>
    <message>
        <source>Why is the claim taken back?</source>
        <translation>为何撤回这笔理赔？</translation>
    </message>
    <message>
        <source>Why is the claim turned down?</source>
        <translation>为何驳回这笔理赔？</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Withdrawn.</source>
        <translation>已撤回。</translation>
    </message>
</context>
<context>
    <name>Deductions</name>
    <message>
        <source>Add a deduction</source>
        <translation>添加扣减</translation>
    </message>
</context>
<context>
    <name>DiagnosePanel</name>
    <message>
        <source>1–9 answer · Backspace back · Esc leave</source>
        <translation>1–9 作答 · 退格键返回上一题 · Esc 离开</translation>
    </message>
    <message>
        <source>Back</source>
        <extracomment>So many choices have a digit.</extracomment>
        <translation>上一题</translation>
    </message>
    <message>
        <source>Class and cause: {names}</source>
        <translation>类型与原因：{names}</translation>
    </message>
    <message>
        <source>Guided diagnosis</source>
        <translation>智能诊断</translation>
    </message>
    <message>
        <source>Keep the answers</source>
        <translation>只保存回答</translation>
    </message>
    <message>
        <source>Next step: {step}</source>
        <translation>下一步：{step}</translation>
    </message>
    <message>
        <source>Reply scripts: {tag}</source>
        <translation>话术：{tag}</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>采用结论</translation>
    </message>
    <message>
        <source>There are no question trees in the rules.</source>
        <translation>规则中没有诊断问题。</translation>
    </message>
    <message>
        <source>What is it about?</source>
        <translation>属于哪一类问题？</translation>
    </message>
    <message>
        <source>{name} (go on)</source>
        <translation>{name}（继续）</translation>
    </message>
</context>
<context>
    <name>DiffView</name>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
</context>
<context>
    <name>DraftsTray</name>
    <message>
        <source>Changed and not saved yet</source>
        <translation>已修改，尚未保存</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Kept on this desk until they are sent</source>
        <translation>发送之前只保存在本机</translation>
    </message>
    <message>
        <source>New script</source>
        <translation>新建话术</translation>
    </message>
    <message>
        <source>New ticket</source>
        <translation>新工单</translation>
    </message>
    <message>
        <source>No drafts</source>
        <translation>没有草稿</translation>
    </message>
    <message>
        <source>Rules: {file}</source>
        <translation>规则：{file}</translation>
    </message>
    <message>
        <source>Script: {code}</source>
        <translation>话术：{code}</translation>
    </message>
    <message>
        <source>What you type is kept here within a second until sent.</source>
        <translation>您输入的文字一秒之内就会存到这里，直到发送。</translation>
    </message>
</context>
<context>
    <name>EditorHead</name>
    <message>
        <source>An earlier text</source>
        <translation>以前的文本</translation>
    </message>
    <message>
        <source>Draft saved</source>
        <translation>草稿已保存</translation>
    </message>
    <message>
        <source>Find (Ctrl+F)</source>
        <translation>查找 (Ctrl+F)</translation>
    </message>
    <message>
        <source>No mistakes</source>
        <translation>没有错误</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>Only to be read</source>
        <translation>只读</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>各部分</translation>
    </message>
    <message>
        <source>Redo (Ctrl+Shift+Z)</source>
        <translation>重做（Ctrl+Shift+Z）</translation>
    </message>
    <message>
        <source>Table</source>
        <extracomment>Below this width the name of the file, which the list shows too, gives way.</extracomment>
        <translation>表格</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>撤销 (Ctrl+Z)</translation>
    </message>
    <message>
        <source>{n} mistakes</source>
        <translation>{n} 处错误</translation>
    </message>
</context>
<context>
    <name>EvidenceActs</name>
    <message>
        <source>Accepted.</source>
        <translation>已认可。</translation>
    </message>
    <message>
        <source>Go without</source>
        <translation>免交</translation>
    </message>
    <message>
        <source>Gone on without it.</source>
        <translation>已免交。</translation>
    </message>
    <message>
        <source>Listed what is needed.</source>
        <translation>已列出所需证据。</translation>
    </message>
    <message>
        <source>Not good enough</source>
        <translation>不合格</translation>
    </message>
    <message>
        <source>Note as too late</source>
        <translation>记为逾期</translation>
    </message>
    <message>
        <source>Noted as come.</source>
        <translation>已记为收到。</translation>
    </message>
    <message>
        <source>Noted as not good enough.</source>
        <translation>已记为不合格。</translation>
    </message>
    <message>
        <source>Noted as too late.</source>
        <translation>已记为逾期。</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Reason, such as: the waybill number cannot be read</source>
        <translation>原因，例如：运单号看不清</translation>
    </message>
    <message>
        <source>Taken in: {n} files.</source>
        <translation>已收入 {n} 个文件。</translation>
    </message>
    <message>
        <source>What is wrong with “{title}”?</source>
        <translation>“{title}”哪里不合格？</translation>
    </message>
    <message>
        <source>Why does the claim go on without “{title}”?</source>
        <translation>为什么免交“{title}”？</translation>
    </message>
    <message>
        <source>nothing is lost by itself</source>
        <translation>没有随之失去的权利</translation>
    </message>
    <message>
        <source>“{title}” did not come in time. What follows: {lost}</source>
        <translation>“{title}”未按时收到。后果：{lost}</translation>
    </message>
</context>
<context>
    <name>EvidenceAsking</name>
    <message>
        <source>Alt+B: back to claim {number}</source>
        <translation>Alt+B：回到理赔 {number}</translation>
    </message>
    <message>
        <source>For claim {number} we still need:</source>
        <extracomment>The scripts of the collection that list what is missing, and that remind of it.</extracomment>
        <translation>理赔 {number} 还需要：</translation>
    </message>
    <message>
        <source>Noted as asked for: {n}.</source>
        <translation>已记为索要：{n} 项。</translation>
    </message>
    <message>
        <source>Reminded of {n} things.</source>
        <translation>已提醒 {n} 项。</translation>
    </message>
</context>
<context>
    <name>EvidenceList</name>
    <message>
        <source>A like picture is on claim {number}</source>
        <translation>理赔 {number} 有相似图片</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>添加文件…</translation>
    </message>
    <message>
        <source>Alike on {number}</source>
        <translation>相似图见 {number}</translation>
    </message>
    <message>
        <source>Also on {number}</source>
        <translation>另见 {number}</translation>
    </message>
    <message>
        <source>Being fetched…</source>
        <translation>正在获取…</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>证据</translation>
    </message>
    <message>
        <source>Evidence ({n} of {all})</source>
        <translation>证据（{n} / {all}）</translation>
    </message>
    <message>
        <source>Fetch it from the shared database</source>
        <translation>从共享数据库获取</translation>
    </message>
    <message>
        <source>Files dropped or pasted anywhere here count as evidence too</source>
        <translation>拖到或粘贴到本页的文件也计为证据</translation>
    </message>
    <message>
        <source>Look at all</source>
        <translation>全部查看</translation>
    </message>
    <message>
        <source>No files. Attach pictures to the ticket; they appear here.</source>
        <translation>没有文件。把照片添加到工单后会显示在这里。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>The same file is on claim {number}</source>
        <translation>理赔 {number} 有同一文件</translation>
    </message>
</context>
<context>
    <name>ExchangePanel</name>
    <message>
        <source>Back to the library (Esc)</source>
        <translation>返回话术库 (Esc)</translation>
    </message>
</context>
<context>
    <name>ExistingOffer</name>
    <message>
        <source>New all the same</source>
        <translation>仍然新建</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>打开它</translation>
    </message>
    <message>
        <source>Urge it instead ({key})</source>
        <translation>改为催单（{key}）</translation>
    </message>
</context>
<context>
    <name>ExportPage</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Kind</source>
        <translation>格式(&amp;K)</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>回到列表</translation>
    </message>
    <message>
        <source>CSV, for every spreadsheet (.csv)</source>
        <translation>CSV，各种表格软件都能打开 (.csv)</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>个人信息</translation>
    </message>
    <message>
        <source>Excel workbook (.xlsx)</source>
        <translation>Excel 工作簿 (.xlsx)</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Export stopped; no file was written.</source>
        <translation>导出已停止，没有写出文件。</translation>
    </message>
    <message>
        <source>JSON Lines, for programs (.jsonl)</source>
        <translation>JSON Lines，供程序读取 (.jsonl)</translation>
    </message>
    <message>
        <source>Otherwise they are masked.</source>
        <translation>不勾选则脱敏导出。</translation>
    </message>
    <message>
        <source>Please name a file in an existing folder, ending in .xlsx, .csv or .jsonl.</source>
        <translation>请指定已有文件夹中的文件，以 .xlsx、.csv 或 .jsonl 结尾。</translation>
    </message>
    <message>
        <source>Please tell why full details are needed.</source>
        <translation>请说明为什么需要完整信息。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Tickets</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>Why? It is kept in the journal with your name</source>
        <translation>原因？将连同您的姓名记入日志</translation>
    </message>
    <message>
        <source>With full phone numbers, addresses and names</source>
        <translation>包含完整电话、地址和姓名</translation>
    </message>
    <message>
        <source>{n} tickets written to {path}</source>
        <translation>已将 {n} 张工单写入 {path}</translation>
    </message>
    <message>
        <source>{n} tickets, in the order of the list</source>
        <translation>{n} 张工单，按列表顺序</translation>
    </message>
</context>
<context>
    <name>ExportPanel</name>
    <message>
        <source>&amp;All scripts in use</source>
        <translation>在用的全部话术(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Kind</source>
        <translation>格式(&amp;K)</translation>
    </message>
    <message>
        <source>CSV, for every spreadsheet (.csv)</source>
        <translation>CSV，通用表格 (.csv)</translation>
    </message>
    <message>
        <source>Excel workbook (.xlsx)</source>
        <translation>Excel 工作簿 (.xlsx)</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Export scripts</source>
        <translation>导出话术</translation>
    </message>
    <message>
        <source>JSON, for programs (.json)</source>
        <translation>JSON，供程序使用 (.json)</translation>
    </message>
    <message>
        <source>Markdown with numbered entries, to be read (.md)</source>
        <translation>带编号条目的 Markdown，便于阅读 (.md)</translation>
    </message>
    <message>
        <source>Please name a file in an existing folder, ending in .xlsx, .csv, .md or .json.</source>
        <translation>请填写已有文件夹中的文件名，以 .xlsx、.csv、.md 或 .json 结尾。</translation>
    </message>
    <message>
        <source>Those in the &amp;list: {n}</source>
        <translation>列表中的 {n} 条(&amp;L)</translation>
    </message>
    <message>
        <source>Which</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>{n} scripts written to {path}</source>
        <translation>已将 {n} 条话术写入 {path}</translation>
    </message>
</context>
<context>
    <name>FactsForm</name>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation>协议</translation>
    </message>
    <message>
        <source>Assessment</source>
        <translation>定损</translation>
    </message>
    <message>
        <source>Authorisation</source>
        <translation>授权</translation>
    </message>
    <message>
        <source>Booking and remarks</source>
        <translation>入账与备注</translation>
    </message>
    <message>
        <source>Claimant is</source>
        <translation>申请人身份</translation>
    </message>
    <message>
        <source>Claimed</source>
        <translation>申请金额</translation>
    </message>
    <message>
        <source>Freight</source>
        <translation>运费</translation>
    </message>
    <message>
        <source>ID number</source>
        <translation>证件号</translation>
    </message>
    <message>
        <source>Insured</source>
        <translation>保价金额</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失金额</translation>
    </message>
    <message>
        <source>Packing and signing</source>
        <translation>包装与签收</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Salvage and deductions</source>
        <translation>残值与扣减</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>货物价值</translation>
    </message>
    <message>
        <source>Where the money goes</source>
        <extracomment>Typing rests this long before the facts are kept. These stand on a row of their own.</extracomment>
        <translation>收款信息</translation>
    </message>
</context>
<context>
    <name>FiguresTab</name>
    <message>
        <source>Changed most often before sending: {edits}</source>
        <translation>发送前最常改动：{edits}</translation>
    </message>
    <message>
        <source>No figures for this period</source>
        <translation>这段时间没有数据</translation>
    </message>
    <message>
        <source>Script</source>
        <translation>话术</translation>
    </message>
    <message>
        <source>Shares are of cases that are over; hold the mouse over one for its bounds.</source>
        <translation>比例只计已了结的工单；鼠标停留可看置信范围。</translation>
    </message>
    <message>
        <source>There was more than this desk reads at once: the latest uses count.</source>
        <translation>使用次数超过一次可读取的数量，只计最近的。</translation>
    </message>
    <message>
        <source>They come from what was sent: how often, how often edited, and how it went.</source>
        <translation>数据来自已发送的回复：用了多少次、改动多少、结果如何。</translation>
    </message>
</context>
<context>
    <name>FiguresTable</name>
    <message>
        <source>Figures</source>
        <translation>数据</translation>
    </message>
</context>
<context>
    <name>FileChips</name>
    <message>
        <source>Take {name} out of this reply</source>
        <extracomment>The keys of the buttons of a line that warns, from the left.</extracomment>
        <translation>从回复中移除 {name}</translation>
    </message>
</context>
<context>
    <name>FileList</name>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Fault</source>
        <translation>故障</translation>
    </message>
    <message>
        <source>Rule files</source>
        <translation>规则文件</translation>
    </message>
    <message>
        <source>as shipped</source>
        <translation>随程序提供</translation>
    </message>
    <message>
        <source>since {at}</source>
        <translation>自 {at}</translation>
    </message>
    <message>
        <source>{version} from {at}</source>
        <translation>{version} 自 {at}</translation>
    </message>
    <message>
        <source>{version} not used: {why}</source>
        <translation>{version} 未采用：{why}</translation>
    </message>
</context>
<context>
    <name>FileShape</name>
    <message>
        <source>Comma</source>
        <translation>逗号</translation>
    </message>
    <message>
        <source>Encoding</source>
        <extracomment>Encodings that are offered besides the likely ones.</extracomment>
        <translation>编码</translation>
    </message>
    <message>
        <source>Mapped as last time</source>
        <translation>沿用上次的对应关系</translation>
    </message>
    <message>
        <source>Names of the columns in line {n}</source>
        <translation>列名在第 {n} 行</translation>
    </message>
    <message>
        <source>No line names the columns</source>
        <translation>没有列名行</translation>
    </message>
    <message>
        <source>Semicolon</source>
        <translation>分号</translation>
    </message>
    <message>
        <source>Separator</source>
        <translation>分隔符</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>工作表</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>制表符</translation>
    </message>
    <message>
        <source>about {n} rows</source>
        <translation>约 {n} 行</translation>
    </message>
    <message>
        <source>{n} % sure</source>
        <translation>把握 {n} %</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>As the view has it</source>
        <translation>按视图原样</translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation>全部清除</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Words in this list</source>
        <translation>在列表中查找</translation>
    </message>
</context>
<context>
    <name>FilterMenu</name>
    <message>
        <source>All of {name}</source>
        <extracomment>Promises and call-backs due now, within four hours, a day, a week.</extracomment>
        <translation>全部{name}</translation>
    </message>
    <message>
        <source>Last {n} days</source>
        <translation>最近 {n} 天</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Before</source>
        <translation>上一处</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Find in the text</source>
        <translation>在文本中查找</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一处</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>没有找到</translation>
    </message>
</context>
<context>
    <name>FirstAnswers</name>
    <message>
        <source>Answer: {title}</source>
        <translation>可答复：{title}</translation>
    </message>
    <message>
        <source>Answer: {title} ({reasons})</source>
        <translation>可答复：{title}（{reasons}）</translation>
    </message>
    <message>
        <source>Articles…</source>
        <translation>知识库…</translation>
    </message>
    <message>
        <source>Insert</source>
        <extracomment>A ticket stays open this long before it is asked (people step through lists).</extracomment>
        <translation>插入</translation>
    </message>
</context>
<context>
    <name>FlowPage</name>
    <message>
        <source>Back to the picture</source>
        <translation>返回流程图</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭（Esc）</translation>
    </message>
    <message>
        <source>Larger  Ctrl++</source>
        <translation>放大  Ctrl++</translation>
    </message>
    <message>
        <source>Print the picture</source>
        <translation>打印流程图</translation>
    </message>
    <message>
        <source>Printed: {name}</source>
        <translation>已打印：{name}</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Print…  Ctrl+P</source>
        <translation>打印…  Ctrl+P</translation>
    </message>
    <message>
        <source>Procedure</source>
        <translation>流程</translation>
    </message>
    <message>
        <source>Save as SVG or PDF…</source>
        <translation>另存为 SVG 或 PDF…</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>保存流程图</translation>
    </message>
    <message>
        <source>Saved: {path}</source>
        <translation>已保存：{path}</translation>
    </message>
    <message>
        <source>Smaller  Ctrl+-</source>
        <translation>缩小  Ctrl+-</translation>
    </message>
    <message>
        <source>The printer took nothing: {error}</source>
        <translation>打印机未接收：{error}</translation>
    </message>
    <message>
        <source>There is no procedure to show</source>
        <translation>没有可显示的流程</translation>
    </message>
    <message>
        <source>Type to find</source>
        <translation>输入以查找</translation>
    </message>
    <message>
        <source>Whole</source>
        <translation>全图</translation>
    </message>
</context>
<context>
    <name>Following</name>
    <message>
        <source>Promised until</source>
        <translation>承诺时间</translation>
    </message>
    <message>
        <source>Then:</source>
        <translation>随后：</translation>
    </message>
</context>
<context>
    <name>Footer</name>
    <message>
        <source>I ta&amp;ke it myself</source>
        <translation>由我处理(&amp;K)</translation>
    </message>
</context>
<context>
    <name>ForceTab</name>
    <message>
        <source>Only team leaders put rules in force.</source>
        <translation>只有班组长可以让规则生效。</translation>
    </message>
    <message>
        <source>Put in force</source>
        <translation>生效</translation>
    </message>
    <message>
        <source>Say why; the note stays with the version.</source>
        <translation>请写明原因；说明会随版本保留。</translation>
    </message>
    <message>
        <source>Take their changes into mine</source>
        <translation>把对方的改动并入我的</translation>
    </message>
    <message>
        <source>The draft becomes a version for the whole team. Until then nothing changes; tickets that have begun keep their procedure.</source>
        <translation>草稿将成为全班组的版本。在此之前一切不变；已开始的工单沿用原来的流程。</translation>
    </message>
    <message>
        <source>The newer version changed</source>
        <translation>新版本改动了</translation>
    </message>
    <message>
        <source>The text is as in force. Change something first.</source>
        <translation>文本与生效的相同。请先修改。</translation>
    </message>
    <message>
        <source>This is an earlier text. Under “Versions” it can be put in force again.</source>
        <translation>这是以前的文本。可在“版本”中让它重新生效。</translation>
    </message>
    <message>
        <source>Why? Everybody reads it with the version.</source>
        <translation>为什么？大家会在版本旁看到。</translation>
    </message>
    <message>
        <source>Your draft changes</source>
        <translation>您的草稿改动</translation>
    </message>
</context>
<context>
    <name>FormCompare</name>
    <message>
        <source>Back to the form (Esc)</source>
        <extracomment>Two texts, and on each side the places of what differs.</extracomment>
        <translation>返回表单（Esc）</translation>
    </message>
    <message>
        <source>{before} and {after}</source>
        <translation>{before} 与 {after}</translation>
    </message>
</context>
<context>
    <name>FormFields</name>
    <message>
        <source>Put a fact into the text: type its name</source>
        <extracomment>Typing rests this long before it is written into the form.</extracomment>
        <translation>在文字中插入一项事实：输入名称</translation>
    </message>
    <message>
        <source>even</source>
        <translation>均分</translation>
    </message>
</context>
<context>
    <name>FormTab</name>
    <message>
        <source>Claim {number}</source>
        <translation>理赔 {number}</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>联次</translation>
    </message>
    <message>
        <source>Shown with</source>
        <extracomment>The keyboard rests this long before the page is drawn anew.</extracomment>
        <translation>用谁的数据</translation>
    </message>
    <message>
        <source>The page as it was before the mistake.</source>
        <translation>下面是出错之前的页面。</translation>
    </message>
</context>
<context>
    <name>FormView</name>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Down (Alt+Down)</source>
        <translation>下移（Alt+↓）</translation>
    </message>
    <message>
        <source>Parts of the form</source>
        <translation>表单的各部分</translation>
    </message>
    <message>
        <source>Take out (Delete)</source>
        <translation>删除（Delete）</translation>
    </message>
    <message>
        <source>Up (Alt+Up)</source>
        <translation>上移（Alt+↑）</translation>
    </message>
    <message>
        <source>What it is to show: type a name</source>
        <translation>显示什么：输入名称</translation>
    </message>
    <message>
        <source>What the new part shows</source>
        <translation>新增部分显示什么</translation>
    </message>
</context>
<context>
    <name>Gallery</name>
    <message>
        <source>Add files…</source>
        <translation>添加文件…</translation>
    </message>
    <message>
        <source>Drop files here, paste a picture, add files, or take them from a camera.</source>
        <translation>把文件拖到这里、粘贴图片、添加文件，或从相机取图。</translation>
    </message>
    <message>
        <source>From a camera…</source>
        <translation>从相机取图…</translation>
    </message>
    <message>
        <source>No pictures and papers yet</source>
        <translation>还没有图片和单据</translation>
    </message>
    <message>
        <source>Pictures and papers</source>
        <translation>图片和单据</translation>
    </message>
    <message>
        <source>{n} of {all} count as evidence</source>
        <translation>{all} 份中有 {n} 份计为证据</translation>
    </message>
</context>
<context>
    <name>GalleryActs</name>
    <message>
        <source>Folder watched</source>
        <translation>正在盯住文件夹</translation>
    </message>
    <message>
        <source>Only what counts as evidence has an order.</source>
        <translation>只有计为证据的才排顺序。</translation>
    </message>
    <message>
        <source>Picture (*.jpg)</source>
        <translation>图片 (*.jpg)</translation>
    </message>
    <message>
        <source>Pictures and papers</source>
        <translation>图片和单据</translation>
    </message>
    <message>
        <source>Save outgoing copy</source>
        <translation>保存外发副本</translation>
    </message>
    <message>
        <source>Saved: {path}</source>
        <translation>已保存：{path}</translation>
    </message>
    <message>
        <source>{n} new in the watched folder</source>
        <translation>盯住的文件夹新到 {n} 张</translation>
    </message>
</context>
<context>
    <name>ImportPage</name>
    <message>
        <source>&amp;Check</source>
        <translation>检查(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>导入(&amp;I)</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
    <message>
        <source>As they would be taken in</source>
        <translation>导入后的样子</translation>
    </message>
    <message>
        <source>CSV, Excel, JSON or JSON Lines. Or drop a file here.</source>
        <translation>支持 CSV、Excel、JSON 或 JSON Lines，也可把文件拖到这里。</translation>
    </message>
    <message>
        <source>Choose a &amp;file…</source>
        <translation>选择文件(&amp;F)…</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Close  Esc</source>
        <translation>关闭  Esc</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Imported: {new} new, {changed} changed, {refused} refused.</source>
        <translation>已导入：新增 {new}，更新 {changed}，退回 {refused}。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Take the &amp;good rows in although others are refused</source>
        <translation>有行被退回时，仍导入合格的行(&amp;G)</translation>
    </message>
    <message>
        <source>Which file?</source>
        <translation>导入哪个文件？</translation>
    </message>
    <message>
        <source>{n} of {all}</source>
        <translation>{n} / {all}</translation>
    </message>
</context>
<context>
    <name>ImportPanel</name>
    <message>
        <source>Another file…</source>
        <translation>换一个文件…</translation>
    </message>
    <message>
        <source>As &amp;drafts of the team, to be reviewed</source>
        <translation>作为团队草稿，待审核(&amp;D)</translation>
    </message>
    <message>
        <source>As scripts of my &amp;own</source>
        <translation>作为我的个人话术(&amp;O)</translation>
    </message>
    <message>
        <source>Choose a file of scripts, or drop it here</source>
        <translation>选择话术文件，或拖到这里</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Excel, CSV, Markdown with numbered entries, or JSON. Placeholders of other programs are recognised. You see what would become of it before anything is written.</source>
        <translation>支持 Excel、CSV、带编号条目的 Markdown 和 JSON。能识别其他软件的占位符。写入之前先给您看会变成什么。</translation>
    </message>
    <message>
        <source>Import scripts</source>
        <translation>导入话术</translation>
    </message>
    <message>
        <source>Looking at the file…</source>
        <translation>正在查看文件…</translation>
    </message>
    <message>
        <source>Nothing is written yet. Large files take a while.</source>
        <translation>还没有写入任何内容。文件较大时需要一些时间。</translation>
    </message>
    <message>
        <source>Scripts</source>
        <translation>话术</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stopped after {n} scripts; what was taken in stays.</source>
        <translation>导入 {n} 条后停止；已导入的保留。</translation>
    </message>
    <message>
        <source>Take in</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Take {n} in</source>
        <translation>导入 {n} 条</translation>
    </message>
    <message>
        <source>{n} are not known here and will be asked for: {them}</source>
        <translation>{n} 种未识别，使用时向坐席询问：{them}</translation>
    </message>
    <message>
        <source>{n} changed</source>
        <translation>变更 {n} 条</translation>
    </message>
    <message>
        <source>{n} kinds of placeholders became ours: {them}</source>
        <translation>{n} 种占位符已转换：{them}</translation>
    </message>
    <message>
        <source>{n} new</source>
        <translation>新增 {n} 条</translation>
    </message>
    <message>
        <source>{n} not usable</source>
        <translation>不可用 {n} 条</translation>
    </message>
    <message>
        <source>{n} parts are no scripts and are left out: {them}</source>
        <translation>{n} 处不是话术，已跳过：{them}</translation>
    </message>
    <message>
        <source>{n} scripts are drafts now; a second person reviews them.</source>
        <translation>{n} 条话术已成为草稿，等待另一人审核。</translation>
    </message>
    <message>
        <source>{n} scripts are your own now.</source>
        <translation>{n} 条话术已成为您的个人话术。</translation>
    </message>
    <message>
        <source>{n} there already</source>
        <translation>已有 {n} 条</translation>
    </message>
    <message>
        <source>{n} with a code of another script</source>
        <translation>短码被占用 {n} 条</translation>
    </message>
</context>
<context>
    <name>IntakeForm</name>
    <message>
        <source>&amp;Address</source>
        <translation>地址(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Number</source>
        <translation>号码(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>粘贴(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Type</source>
        <translation>类型(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Words</source>
        <translation>内容(&amp;W)</translation>
    </message>
    <message>
        <source>Alt+S sender, Alt+R receiver, Alt+M merchant</source>
        <translation>Alt+S 寄件方，Alt+R 收件方，Alt+M 商家</translation>
    </message>
    <message>
        <source>By the rules</source>
        <translation>按规则</translation>
    </message>
    <message>
        <source>C&amp;hannel</source>
        <translation>渠道(&amp;H)</translation>
    </message>
    <message>
        <source>Caller is</source>
        <translation>来电方</translation>
    </message>
    <message>
        <source>Caller&apos;s number or name</source>
        <extracomment>What is wrong with a number, as looks of a chip.</extracomment>
        <translation>来电号码或姓名</translation>
    </message>
    <message>
        <source>Hidden number</source>
        <translation>号码隐藏</translation>
    </message>
    <message>
        <source>Masked</source>
        <translation>已打码</translation>
    </message>
    <message>
        <source>Moo&amp;d</source>
        <translation>情绪(&amp;D)</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>No area code</source>
        <translation>缺少区号</translation>
    </message>
    <message>
        <source>Not a number</source>
        <translation>不是号码</translation>
    </message>
    <message>
        <source>Pr&amp;iority</source>
        <translation>优先级(&amp;I)</translation>
    </message>
    <message>
        <source>Too long</source>
        <translation>太长</translation>
    </message>
    <message>
        <source>Too short</source>
        <translation>太短</translation>
    </message>
    <message>
        <source>Unusual number</source>
        <translation>号码少见</translation>
    </message>
    <message>
        <source>Way&amp;bill</source>
        <translation>运单号(&amp;B)</translation>
    </message>
    <message>
        <source>What the customer says</source>
        <translation>客户所说的内容</translation>
    </message>
</context>
<context>
    <name>IntakePage</name>
    <message>
        <source>Clear the form</source>
        <translation>清空表单</translation>
    </message>
    <message>
        <source>Close; what you typed is kept  Esc</source>
        <translation>关闭；输入的内容会保留  Esc</translation>
    </message>
    <message>
        <source>New ticket</source>
        <extracomment>From this width on the caller&apos;s card stands beside the form. The keys that choose which party of the parcel calls.</extracomment>
        <translation>新建工单</translation>
    </message>
    <message>
        <source>Noted: the customer urges.</source>
        <translation>已记录：客户催单。</translation>
    </message>
    <message>
        <source>Ticket {number} is made.</source>
        <translation>已创建工单 {number}。</translation>
    </message>
    <message>
        <source>{n} more unfinished</source>
        <translation>另有 {n} 张未完成</translation>
    </message>
</context>
<context>
    <name>Issuing</name>
    <message>
        <source>A provisional copy, marked {mark}: it is not in the register. Print the form again once the shared database has answered.</source>
        <translation>临时件，标有{mark}，未进登记簿。待共享库答复后请重新打印。</translation>
    </message>
    <message>
        <source>Print with 〓</source>
        <translation>以〓代替后打印</translation>
    </message>
    <message>
        <source>Provisional copy {mark}</source>
        <translation>临时件（{mark}）</translation>
    </message>
    <message>
        <source>The form&apos;s font has no “{character}” ({code_point}). Print 〓 for what it lacks and name the characters in the remarks?</source>
        <translation>表单字体缺少“{character}”（{code_point}）。是否以〓代替并在备注中注明？</translation>
    </message>
    <message>
        <source>The shared database has not confirmed the approval yet. Wait for it, or print a provisional copy marked 待确认 that pays nothing?</source>
        <translation>共享库尚未确认核定。是否等待，或打印标有“待确认”、不作赔付凭证的临时件？</translation>
    </message>
    <message>
        <source>This desk has no form numbers left, and the shared database that gives them does not answer. Wait for it, or print a provisional copy marked 待编号 that pays nothing?</source>
        <translation>本机已没有表单编号，发放编号的共享库也没有应答。是否等待，或打印标有“待编号”、不作赔付凭证的临时件？</translation>
    </message>
    <message>
        <source>Wait for a number</source>
        <translation>等待编号</translation>
    </message>
    <message>
        <source>Wait for the confirmation</source>
        <translation>等待确认</translation>
    </message>
</context>
<context>
    <name>ItemRows</name>
    <message>
        <source>Goods</source>
        <translation>物品</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>规格型号</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>受损部位</translation>
    </message>
    <message>
        <source>Proof</source>
        <translation>价值证明</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Value of one</source>
        <translation>单价</translation>
    </message>
</context>
<context>
    <name>ItemsTable</name>
    <message>
        <source>Add a line</source>
        <translation>添加一行</translation>
    </message>
    <message>
        <source>Remove the line</source>
        <translation>删除此行</translation>
    </message>
    <message>
        <source>Value {value} · loss {loss}</source>
        <translation>价值 {value} · 损失 {loss}</translation>
    </message>
</context>
<context>
    <name>JoinForm</name>
    <message>
        <source>&amp;Who you are</source>
        <translation>您是谁(&amp;W)</translation>
    </message>
    <message>
        <source>A file on this computer asks for no secret: say which of the team you are. Rights are advisory there; the file cannot tell people apart.</source>
        <translation>本机文件数据库不需要密钥，只需说明您是团队中的哪一位。这类数据库认不出人，权限仅作提醒。</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Join a shared database</source>
        <translation>加入共享数据库</translation>
    </message>
    <message>
        <source>One-time &amp;secret</source>
        <translation>一次性密钥(&amp;S)</translation>
    </message>
    <message>
        <source>Paste it here; it works once</source>
        <translation>粘贴到这里，只能用一次</translation>
    </message>
    <message>
        <source>Please tell who you are: your work number or full name.</source>
        <translation>请填写您是谁：工号或姓名。</translation>
    </message>
    <message>
        <source>Shared &amp;database</source>
        <translation>共享数据库(&amp;D)</translation>
    </message>
    <message>
        <source>Show or hide the secret</source>
        <translation>显示或隐藏密钥</translation>
    </message>
    <message>
        <source>The shared database begins with sqlite:/// or postgresql:// .</source>
        <translation>共享数据库的地址以 sqlite:/// 或 postgresql:// 开头。</translation>
    </message>
    <message>
        <source>With a secret from your administrator the database itself knows you, and the secret is worth nothing afterwards. Whoever was given a database login with a password of their own leaves it empty.</source>
        <translation>用管理员给的密钥加入后，数据库就认识您了，密钥随即作废。已有自己的数据库账号和密码的，这里留空。</translation>
    </message>
    <message>
        <source>Work number or full name</source>
        <translation>工号或姓名</translation>
    </message>
    <message>
        <source>Your team leader knows it: postgresql://… for a team on a network, sqlite:///… for several windows on one computer.</source>
        <translation>地址请问组长：团队联网用 postgresql://…，同一台电脑开多个窗口用 sqlite:///…。</translation>
    </message>
</context>
<context>
    <name>JournalPanel</name>
    <message>
        <source>Journal</source>
        <translation>操作记录</translation>
    </message>
    <message>
        <source>{act} (taken back)</source>
        <translation>{act}（已撤销）</translation>
    </message>
</context>
<context>
    <name>LearnedTab</name>
    <message>
        <source>Forget all</source>
        <translation>全部忘记</translation>
    </message>
    <message>
        <source>Forgotten; what the program ships stays.</source>
        <translation>已忘记；随程序提供的保留。</translation>
    </message>
    <message>
        <source>From {n} tickets, {at}; {waiting} judgements since. {types}</source>
        <translation>来自 {n} 张工单，{at}；此后有 {waiting} 次判断。{types}</translation>
    </message>
    <message>
        <source>Learn anew</source>
        <translation>重新学习</translation>
    </message>
    <message>
        <source>Learned of {n} tickets.</source>
        <translation>已从 {n} 张工单学习。</translation>
    </message>
    <message>
        <source>Nothing yet; {n} judgements wait.</source>
        <translation>还没有；有 {n} 次判断待学习。</translation>
    </message>
    <message>
        <source>Of the last {n} tickets that people classified, the proposed class fits {classes} and the type {types}; {asked} are asked about.</source>
        <translation>在人工归类的最近 {n} 张工单中，建议的大类符合 {classes}，子类符合 {types}；{asked} 需询问。</translation>
    </message>
    <message>
        <source>Today: {what}</source>
        <translation>现行：{what}</translation>
    </message>
    <message>
        <source>Try a sentence: what a customer writes</source>
        <translation>试一句话：客户会怎么写</translation>
    </message>
    <message>
        <source>Under the draft: {what}</source>
        <translation>按草稿：{what}</translation>
    </message>
    <message>
        <source>What this desk learned</source>
        <translation>本机学到的</translation>
    </message>
    <message>
        <source>nothing is recognised</source>
        <translation>没有识别出来</translation>
    </message>
    <message>
        <source>unsure, asks among {choices}</source>
        <translation>不确定，将询问：{choices}</translation>
    </message>
    <message>
        <source>{kind}, {sure} sure</source>
        <translation>{kind}，把握 {sure}</translation>
    </message>
</context>
<context>
    <name>LendingPage</name>
    <message>
        <source>&amp;From</source>
        <translation>自(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation>授予(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Up to</source>
        <translation>上限(&amp;U)</translation>
    </message>
    <message>
        <source>At most {sum}. Nobody approves their own claims with it.</source>
        <translation>最多 {sum}。任何人不得凭此审批自己的理赔。</translation>
    </message>
    <message>
        <source>Choose a colleague.</source>
        <translation>请选择同事。</translation>
    </message>
    <message>
        <source>End it now</source>
        <translation>立即终止</translation>
    </message>
    <message>
        <source>Ended early</source>
        <translation>已终止</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>有效</translation>
    </message>
    <message>
        <source>It is ended.</source>
        <translation>授权已终止。</translation>
    </message>
    <message>
        <source>Lend it</source>
        <translation>授权</translation>
    </message>
    <message>
        <source>Lend my limit</source>
        <translation>授出我的审批权限</translation>
    </message>
    <message>
        <source>Lent limits</source>
        <extracomment>The name of the tab.</extracomment>
        <translation>授权</translation>
    </message>
    <message>
        <source>Nobody has lent a limit</source>
        <translation>还没有授权</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>已到期</translation>
    </message>
    <message>
        <source>The limit is lent.</source>
        <translation>授权已生效。</translation>
    </message>
    <message>
        <source>To come</source>
        <translation>未开始</translation>
    </message>
    <message>
        <source>U&amp;ntil</source>
        <translation>至(&amp;N)</translation>
    </message>
    <message>
        <source>{begin} until {until}</source>
        <translation>{begin} 至 {until}</translation>
    </message>
    <message>
        <source>{giver} lends {taker} {sum}</source>
        <translation>{giver} 授予 {taker} {sum}</translation>
    </message>
</context>
<context>
    <name>LimitPanel</name>
    <message>
        <source>Limits and their sums</source>
        <extracomment>With less room a limit&apos;s sum stands in one line below its name.</extracomment>
        <translation>时限及其计算</translation>
    </message>
</context>
<context>
    <name>LimitRow</name>
    <message>
        <source>Answer the objection…</source>
        <translation>答复异议…</translation>
    </message>
    <message>
        <source>Objection…</source>
        <translation>有异议…</translation>
    </message>
</context>
<context>
    <name>LimitSums</name>
    <message>
        <source>Limits and their sums</source>
        <extracomment>Of each kind the nearest limit that is owed has a chip; all stand in the sums.</extracomment>
        <translation>时限及其计算</translation>
    </message>
</context>
<context>
    <name>LimitTable</name>
    <message>
        <source>Due</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Starts</source>
        <translation>起算</translation>
    </message>
    <message>
        <source>This ticket has no limits.</source>
        <translation>此工单没有时限。</translation>
    </message>
    <message>
        <source>Waits, not counted</source>
        <translation>等待（不计）</translation>
    </message>
</context>
<context>
    <name>LookingThrough</name>
    <message>
        <source>Mistakes</source>
        <extracomment>The keyboard rests so long before the words are looked through.</extracomment>
        <translation>错误</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Something went wrong: {error}. It is in the log.</source>
        <translation>出了点问题：{error}。详情已写入日志。</translation>
    </message>
    <message>
        <source>{name} sits here now.</source>
        <extracomment>Pages that want the whole width; the panel comes back with the list.</extracomment>
        <translation>现在由{name}值席。</translation>
    </message>
</context>
<context>
    <name>MarkTools</name>
    <message>
        <source>Arrow  A</source>
        <translation>箭头  A</translation>
    </message>
    <message>
        <source>Arrow keys move the mark, with Shift its end; Del removes it</source>
        <translation>方向键移动标注，加 Shift 移动末端；Del 删除</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>黑</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>蓝</translation>
    </message>
    <message>
        <source>Box  B</source>
        <translation>方框  B</translation>
    </message>
    <message>
        <source>Click where it belongs, or Enter puts it into the middle</source>
        <translation>点一下要放的地方，或按 Enter 放在中间</translation>
    </message>
    <message>
        <source>Draw with the mouse, or Enter puts one into the middle</source>
        <translation>用鼠标画，或按 Enter 放一个在中间</translation>
    </message>
    <message>
        <source>Enter puts the words there, Esc drops them</source>
        <translation>按 Enter 放上文字，Esc 放弃</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>绿</translation>
    </message>
    <message>
        <source>Look and move  V</source>
        <translation>查看和移动  V</translation>
    </message>
    <message>
        <source>No more marks fit on one picture.</source>
        <translation>一张图上的标注已满。</translation>
    </message>
    <message>
        <source>Number  N</source>
        <translation>编号  N</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>红</translation>
    </message>
    <message>
        <source>Redo the mark  Ctrl+Y</source>
        <translation>重做标注  Ctrl+Y</translation>
    </message>
    <message>
        <source>Remove the mark  Del</source>
        <translation>删除标注  Del</translation>
    </message>
    <message>
        <source>Text  T</source>
        <translation>文字  T</translation>
    </message>
    <message>
        <source>Undo the mark  Ctrl+Z</source>
        <translation>撤销标注  Ctrl+Z</translation>
    </message>
    <message>
        <source>White</source>
        <translation>白</translation>
    </message>
    <message>
        <source>Words, then Enter</source>
        <translation>写好文字后按 Enter</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>黄</translation>
    </message>
    <message>
        <source>← → other pictures · + − zoom · F whole · H full size · R turn</source>
        <translation>← → 换图 · + − 缩放 · F 整图 · H 原大 · R 旋转</translation>
    </message>
</context>
<context>
    <name>MinePanel</name>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>Free the key</source>
        <translation>取消快捷键</translation>
    </message>
    <message>
        <source>Hotkey</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Hotkeys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>My scripts</source>
        <translation>我的话术</translation>
    </message>
    <message>
        <source>New script of my own</source>
        <translation>新建我的话术</translation>
    </message>
    <message>
        <source>Only you see them; no review is needed.</source>
        <translation>只有您看得到，无需审核。</translation>
    </message>
    <message>
        <source>Put the script in while you reply.</source>
        <translation>回复时一键插入。</translation>
    </message>
    <message>
        <source>Take off</source>
        <translation>取消收藏</translation>
    </message>
    <message>
        <source>The star of a script puts it here.</source>
        <translation>点话术上的星标即可收藏。</translation>
    </message>
</context>
<context>
    <name>ModeBar</name>
    <message>
        <source>Internal note</source>
        <extracomment>Ways to answer, in the order of the buttons; &quot;note&quot; stays inside the house.</extracomment>
        <translation>内部备注</translation>
    </message>
</context>
<context>
    <name>MomentLine</name>
    <message>
        <source>2026-11-22 14:30</source>
        <translation>2026-11-22 14:30</translation>
    </message>
    <message>
        <source>Not a day: write 2026-11-22 or 2026-11-22 14:30.</source>
        <translation>不是日期：请写成 2026-11-22 或 2026-11-22 14:30。</translation>
    </message>
</context>
<context>
    <name>NeededCard</name>
    <message>
        <source>A reply that tells what is missing, why and until when</source>
        <translation>在回复里说清还差什么、为什么、什么时候前给</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>认可</translation>
    </message>
    <message>
        <source>Ask for {n}…</source>
        <translation>索要 {n} 项…</translation>
    </message>
    <message>
        <source>Asked already</source>
        <translation>已另行索要</translation>
    </message>
    <message>
        <source>Ask…</source>
        <translation>索要…</translation>
    </message>
    <message>
        <source>Go without…</source>
        <translation>免交…</translation>
    </message>
    <message>
        <source>It came</source>
        <translation>已收到</translation>
    </message>
    <message>
        <source>It came, with files…</source>
        <translation>已收到，附文件…</translation>
    </message>
    <message>
        <source>List what is needed</source>
        <extracomment>What may be done with a thing in a state; the usual act first. Where the keyboard is while none of the card&apos;s buttons has it.</extracomment>
        <translation>列出所需证据</translation>
    </message>
    <message>
        <source>Needed</source>
        <translation>所需证据</translation>
    </message>
    <message>
        <source>Needed ({n} of {all} accepted)</source>
        <translation>所需证据（已认可 {n}/{all}）</translation>
    </message>
    <message>
        <source>Not good enough…</source>
        <translation>不合格…</translation>
    </message>
    <message>
        <source>Note that everything still needed was asked for</source>
        <translation>把尚缺的证据全部记为已索取</translation>
    </message>
    <message>
        <source>Nothing listed yet. The list of evidence says what such a claim needs.</source>
        <translation>尚未列出。证据清单会说明这类理赔需要什么。</translation>
    </message>
    <message>
        <source>Nothing was listed.</source>
        <translation>未列证据。</translation>
    </message>
    <message>
        <source>Remind of {n}…</source>
        <translation>提醒 {n} 项…</translation>
    </message>
    <message>
        <source>Remind…</source>
        <translation>提醒…</translation>
    </message>
    <message>
        <source>Too late…</source>
        <translation>逾期…</translation>
    </message>
    <message>
        <source>came {moment}</source>
        <translation>{moment} 收到</translation>
    </message>
    <message>
        <source>due soon, until {moment}</source>
        <translation>快到期，{moment} 前</translation>
    </message>
    <message>
        <source>late since {moment}</source>
        <translation>已逾期，应在 {moment} 前</translation>
    </message>
    <message>
        <source>reminded {n}×, last {moment}</source>
        <translation>已提醒 {n} 次，最近 {moment}</translation>
    </message>
    <message>
        <source>until {moment}</source>
        <translation>{moment} 前</translation>
    </message>
    <message>
        <source>{n} files</source>
        <translation>{n} 个文件</translation>
    </message>
</context>
<context>
    <name>NeedsYou</name>
    <message>
        <source>Discard…</source>
        <translation>放弃…</translation>
    </message>
    <message>
        <source>Do it anew…</source>
        <translation>重新办理…</translation>
    </message>
    <message>
        <source>Does the same once more, as it was meant</source>
        <translation>按原来的意思再做一次</translation>
    </message>
    <message>
        <source>Got it</source>
        <translation>知道了</translation>
    </message>
    <message>
        <source>Keep theirs</source>
        <translation>保留对方的</translation>
    </message>
    <message>
        <source>Mend the words</source>
        <translation>修改后再发</translation>
    </message>
    <message>
        <source>Needs you · {n}</source>
        <extracomment>Lines of waiting work that are shown; the heading counts all. Fields set beside each other in one piece of refused work. What actions call a fact, and the ticket&apos;s field it is for.</extracomment>
        <translation>需要您处理 · {n}</translation>
    </message>
    <message>
        <source>Open the claim</source>
        <translation>打开理赔单</translation>
    </message>
    <message>
        <source>Open ticket</source>
        <translation>打开工单</translation>
    </message>
    <message>
        <source>Stands now</source>
        <translation>现在的内容</translation>
    </message>
    <message>
        <source>Stands now, by {name}</source>
        <translation>现在的内容（{name}）</translation>
    </message>
    <message>
        <source>To read · {n}</source>
        <translation>待阅 · {n}</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Two people changed “{field}”</source>
        <translation>“{field}”被两个人修改</translation>
    </message>
    <message>
        <source>Use mine</source>
        <translation>改用我的</translation>
    </message>
    <message>
        <source>Your words, kept as a draft</source>
        <translation>您写的内容（已存为草稿）</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>您的内容</translation>
    </message>
    <message>
        <source>a colleague</source>
        <translation>同事</translation>
    </message>
    <message>
        <source>somebody</source>
        <translation>某人</translation>
    </message>
    <message>
        <source>{field}: {value}</source>
        <translation>{field}：{value}</translation>
    </message>
    <message>
        <source>{name} was first, so theirs stands for now. Which one shall it be?</source>
        <translation>{name}先改了，暂以对方的为准。最终用哪一个？</translation>
    </message>
    <message>
        <source>{name}, {time}</source>
        <translation>{name}，{time}</translation>
    </message>
</context>
<context>
    <name>NewerWords</name>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>The customer</source>
        <extracomment>What somebody else does to a ticket that who is typing should know of, beside words.</extracomment>
        <translation>客户</translation>
    </message>
    <message>
        <source>{author} has changed this ticket meanwhile</source>
        <translation>{author}刚刚改动了这张工单</translation>
    </message>
    <message>
        <source>{author} has written meanwhile: “{words}”</source>
        <translation>{author}刚刚写了：“{words}”</translation>
    </message>
</context>
<context>
    <name>NextTicket</name>
    <message>
        <source>No new ticket can be given out while the line is down: another desk might get the same one. Go on with your own; those that you hold stay yours.</source>
        <translation>断网期间不能取新单：别的工作台可能取到同一张。请继续处理自己的工单，已在您手上的仍归您。</translation>
    </message>
    <message>
        <source>No other call-back is due.</source>
        <translation>没有其他到期的回访了。</translation>
    </message>
    <message>
        <source>No ticket is waiting in your groups.</source>
        <translation>您所在的小组没有待处理的工单。</translation>
    </message>
</context>
<context>
    <name>NotesTab</name>
    <message>
        <source>An answer; the author reads it</source>
        <translation>答复，提出者会看到</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>不采纳</translation>
    </message>
    <message>
        <source>No open notes</source>
        <translation>没有待处理的意见</translation>
    </message>
    <message>
        <source>Nobody has said anything of this script</source>
        <translation>还没有人对这条话术提意见</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>意见</translation>
    </message>
    <message>
        <source>Open the script</source>
        <translation>打开话术</translation>
    </message>
    <message>
        <source>Open the ticket</source>
        <translation>打开工单</translation>
    </message>
    <message>
        <source>Say it</source>
        <translation>提交</translation>
    </message>
    <message>
        <source>Say something of this script…</source>
        <translation>对这条话术说点什么…</translation>
    </message>
    <message>
        <source>Say what does not sit well, or write better words; team leaders answer.</source>
        <translation>说说哪里不顺，或写下更好的说法；由组长答复。</translation>
    </message>
    <message>
        <source>Say why it is declined; the author reads it.</source>
        <translation>请说明不采纳的原因，提出者会看到。</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>采纳</translation>
    </message>
    <message>
        <source>Take as a draft</source>
        <translation>采纳为草稿</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>收回</translation>
    </message>
    <message>
        <source>These are better words for it</source>
        <translation>这是更好的说法</translation>
    </message>
    <message>
        <source>What agents say of scripts while they answer customers comes here.</source>
        <translation>坐席在答复客户时对话术提的意见会出现在这里。</translation>
    </message>
    <message>
        <source>What was said</source>
        <translation>意见内容</translation>
    </message>
    <message>
        <source>{state} by {who}</source>
        <translation>{who}：{state}</translation>
    </message>
    <message>
        <source>{state} by {who}: {answer}</source>
        <translation>{who}：{state}。{answer}</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Close this notice</source>
        <extracomment>The property of frames at the foot of a page that a notice must not cover.</extracomment>
        <translation>关闭提示</translation>
    </message>
</context>
<context>
    <name>NoticesTray</name>
    <message>
        <source>All read</source>
        <translation>全部已读</translation>
    </message>
    <message>
        <source>No notices</source>
        <translation>没有提醒</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>提醒</translation>
    </message>
    <message>
        <source>What limits and rules tell you</source>
        <translation>时限和规则发给您的提醒</translation>
    </message>
    <message>
        <source>When a limit comes near or a rule acts on your tickets, it is told here.</source>
        <translation>时限临近或规则处理了您的工单时，会在这里提醒。</translation>
    </message>
</context>
<context>
    <name>NumberAccount</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>All {n} numbers of this desk are accounted for.</source>
        <translation>本机 {n} 个编号去向全部清楚。</translation>
    </message>
    <message>
        <source>Claim</source>
        <translation>理赔单</translation>
    </message>
    <message>
        <source>Enter: say what became of it</source>
        <translation>按回车说明去向</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Such as: the profile was set back to the day before</source>
        <translation>例如：资料夹曾恢复到前一天</translation>
    </message>
    <message>
        <source>This desk was given no numbers of this series.</source>
        <translation>本机没有取得该序列的编号。</translation>
    </message>
    <message>
        <source>Told</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>What became of it</source>
        <translation>去向</translation>
    </message>
    <message>
        <source>What became of {serial} is noted.</source>
        <translation>已记录 {serial} 的去向。</translation>
    </message>
    <message>
        <source>What became of {serial}? It stays in the journal.</source>
        <translation>{serial} 去向如何？说明会留在日志中。</translation>
    </message>
    <message>
        <source>{missing} of {n} numbers are not accounted for.</source>
        <translation>{n} 个编号中有 {missing} 个去向不明。</translation>
    </message>
</context>
<context>
    <name>OfferActs</name>
    <message>
        <source>Note (may stay empty)</source>
        <translation>备注（可不填）</translation>
    </message>
    <message>
        <source>Note the answer</source>
        <translation>登记答复</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>The answer is noted.</source>
        <translation>答复已登记。</translation>
    </message>
    <message>
        <source>The offer is noted.</source>
        <extracomment>A lapse is found by whoever looks next; nobody has to say more.</extracomment>
        <translation>方案已登记。</translation>
    </message>
    <message>
        <source>Which sum is asked for instead?</source>
        <translation>对方要求多少金额？</translation>
    </message>
    <message>
        <source>Why was the offer refused? The ticket goes to the claims group.</source>
        <translation>方案为什么被拒绝？工单将转理赔组。</translation>
    </message>
</context>
<context>
    <name>OfferForm</name>
    <message>
        <source>By</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Note (may stay empty)</source>
        <extracomment>An offer stands so many days unless somebody says otherwise.</extracomment>
        <translation>备注（可不填）</translation>
    </message>
    <message>
        <source>Note the offer</source>
        <translation>记录方案</translation>
    </message>
    <message>
        <source>Stands until</source>
        <translation>有效至</translation>
    </message>
    <message>
        <source>To</source>
        <translation>对象</translation>
    </message>
</context>
<context>
    <name>OfferList</name>
    <message>
        <source>Nothing fits.</source>
        <translation>没有匹配的内容。</translation>
    </message>
</context>
<context>
    <name>OfferPreview</name>
    <message>
        <source>First because: {reason}</source>
        <translation>排第一的理由：{reason}</translation>
    </message>
    <message>
        <source>No script fits these words.</source>
        <extracomment>So many reasons are told for the first one before the rest.</extracomment>
        <translation>没有匹配的话术。</translation>
    </message>
    <message>
        <source>Not written for: {channel}</source>
        <translation>没有{channel}版本</translation>
    </message>
    <message>
        <source>Only in {language}</source>
        <translation>只有{language}</translation>
    </message>
    <message>
        <source>To fill in: {names}</source>
        <translation>待填：{names}</translation>
    </message>
    <message>
        <source>my own script</source>
        <translation>我的话术</translation>
    </message>
    <message>
        <source>{n} characters</source>
        <translation>{n} 字</translation>
    </message>
    <message>
        <source>{n} characters · SMS × {parts}</source>
        <translation>{n} 字 · 短信 {parts} 条</translation>
    </message>
    <message>
        <source>{n} too many</source>
        <translation>超出 {n} 字</translation>
    </message>
</context>
<context>
    <name>OffersCard</name>
    <message>
        <source>Accepted</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>It ran out</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>Make an offer…</source>
        <translation>提出方案…</translation>
    </message>
    <message>
        <source>No settled claim like this one yet.</source>
        <translation>暂无同类已结理赔。</translation>
    </message>
    <message>
        <source>Offer {sum} now</source>
        <translation>按 {sum} 提出方案</translation>
    </message>
    <message>
        <source>Offers</source>
        <translation>赔付方案</translation>
    </message>
    <message>
        <source>One settled claim like this: {median}</source>
        <translation>同类已结 1 笔：{median}</translation>
    </message>
    <message>
        <source>Refused…</source>
        <translation>拒绝…</translation>
    </message>
    <message>
        <source>Wants more…</source>
        <translation>要求更多…</translation>
    </message>
    <message>
        <source>answered {moment}</source>
        <translation>{moment} 答复</translation>
    </message>
    <message>
        <source>asks for {sum}</source>
        <translation>要求 {sum}</translation>
    </message>
    <message>
        <source>stands until {moment}</source>
        <translation>有效至 {moment}</translation>
    </message>
    <message>
        <source>{n} settled claims like this: {median} in the middle, {least} to {most}</source>
        <translation>同类已结 {n} 笔：中位数 {median}，范围 {least} 至 {most}</translation>
    </message>
    <message>
        <source>{told} ({likeness})</source>
        <translation>{told}（{likeness}）</translation>
    </message>
</context>
<context>
    <name>Older</name>
    <message>
        <source>Search for something first: a number, a phone, a name.</source>
        <translation>请先搜索：单号、电话或姓名。</translation>
    </message>
</context>
<context>
    <name>OlderBar</name>
    <message>
        <source>1 more from the shared database; it is on this desk now.</source>
        <translation>从共享数据库又找到 1 张，已取到本机。</translation>
    </message>
    <message>
        <source>Looking in the shared database…</source>
        <translation>正在查共享数据库…</translation>
    </message>
    <message>
        <source>Nothing older is in the shared database either.</source>
        <translation>共享数据库里也没有更早的。</translation>
    </message>
    <message>
        <source>Search older tickets there</source>
        <extracomment>With more hits than this nobody misses older ones; the command still looks for them.</extracomment>
        <translation>到共享数据库查更早的工单</translation>
    </message>
    <message>
        <source>{n} more from the shared database; they are on this desk now.</source>
        <translation>从共享数据库又找到 {n} 张，已取到本机。</translation>
    </message>
</context>
<context>
    <name>Outlook</name>
    <message>
        <source>{n} bear a void number</source>
        <translation>{n} 份的编号已作废</translation>
    </message>
    <message>
        <source>{n} belong to claims that are not approved</source>
        <translation>{n} 份属于未核定的理赔</translation>
    </message>
    <message>
        <source>{n} find no number in hand</source>
        <translation>{n} 份没有可用编号</translation>
    </message>
    <message>
        <source>{n} wait for the confirmation of the approval</source>
        <translation>{n} 份等待核定确认</translation>
    </message>
    <message>
        <source>{n} were issued before: give a reason</source>
        <translation>{n} 份此前已签发，请填写原因</translation>
    </message>
</context>
<context>
    <name>Over</name>
    <message>
        <source>Back to the claim  Esc</source>
        <translation>回到理赔  Esc</translation>
    </message>
</context>
<context>
    <name>Overlay</name>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭（Esc）</translation>
    </message>
</context>
<context>
    <name>PageButton</name>
    <message>
        <source>Page {n}</source>
        <translation>第 {n} 页</translation>
    </message>
</context>
<context>
    <name>PaperActs</name>
    <message>
        <source>As it would be issued now: {state}</source>
        <translation>按现在签发的样子：{state}</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>It is registered once the shared database has given numbers.</source>
        <translation>待共享库发放编号后才会登记。</translation>
    </message>
    <message>
        <source>It is registered once the shared database has the approval.</source>
        <translation>待共享库收到核定后才会登记。</translation>
    </message>
    <message>
        <source>It takes the next number of this desk.</source>
        <translation>将使用本机的下一个编号。</translation>
    </message>
    <message>
        <source>It was issued before ({n} ×). Why again? The copy will be marked as reprint {n}.</source>
        <translation>此前已签发（{n} 次）。为何再次签发？该件将标明“补打 {n}”。</translation>
    </message>
    <message>
        <source>Reason, such as: the first copy was spoiled</source>
        <translation>原因，例如：首份已污损</translation>
    </message>
    <message>
        <source>Save the form</source>
        <translation>保存表单</translation>
    </message>
    <message>
        <source>Saved: {path}</source>
        <translation>已保存：{path}</translation>
    </message>
    <message>
        <source>Send the customer&apos;s copy</source>
        <translation>发送客户联</translation>
    </message>
    <message>
        <source>The archived copy {serial}, number {n}.</source>
        <translation>存档件 {serial}，第 {n} 份。</translation>
    </message>
    <message>
        <source>The file copy shows accounts and telephone numbers whole.</source>
        <translation>存档联含完整的账号和电话。</translation>
    </message>
    <message>
        <source>The number stays; a reason is asked for.</source>
        <translation>编号不变；需填写原因。</translation>
    </message>
    <message>
        <source>Until the claim is approved it is in no register.</source>
        <translation>理赔单核定前不进登记簿。</translation>
    </message>
</context>
<context>
    <name>PaperTabs</name>
    <message>
        <source>Print many</source>
        <translation>批量打印</translation>
    </message>
    <message>
        <source>Print register</source>
        <translation>打印登记簿</translation>
    </message>
</context>
<context>
    <name>Papers</name>
    <message>
        <source>A run of {n} forms was cut off: {done} are issued. It goes on without doubles.</source>
        <translation>{n} 份表单的批次中断，已签发 {done} 份。继续时不会重复。</translation>
    </message>
    <message>
        <source>Go on with the run</source>
        <translation>继续该批次</translation>
    </message>
</context>
<context>
    <name>ParcelCard</name>
    <message>
        <source>Copy the waybill</source>
        <translation>复制运单号</translation>
    </message>
    <message>
        <source>Correct…</source>
        <translation>更正…</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>签收</translation>
    </message>
    <message>
        <source>Merchant</source>
        <translation>商家</translation>
    </message>
    <message>
        <source>Parcel</source>
        <translation>快件</translation>
    </message>
    <message>
        <source>Posted</source>
        <translation>寄出</translation>
    </message>
    <message>
        <source>Promised</source>
        <translation>承诺送达</translation>
    </message>
    <message>
        <source>Route</source>
        <translation>线路</translation>
    </message>
    <message>
        <source>no parcel</source>
        <translation>无快件</translation>
    </message>
    <message>
        <source>not insured</source>
        <translation>未保价</translation>
    </message>
    <message>
        <source>nothing known about it</source>
        <translation>没有相关信息</translation>
    </message>
</context>
<context>
    <name>PartRow</name>
    <message>
        <source>Take out of the set</source>
        <translation>移出组合</translation>
    </message>
</context>
<context>
    <name>PasteBox</name>
    <message>
        <source>Add to the words</source>
        <translation>加到内容里</translation>
    </message>
    <message>
        <source>Left over: {rest}.</source>
        <translation>剩余：{rest}。</translation>
    </message>
    <message>
        <source>Paste “name phone address” here</source>
        <translation>在此粘贴“姓名 电话 地址”</translation>
    </message>
    <message>
        <source>Understood: {parts}.</source>
        <translation>已识别：{parts}。</translation>
    </message>
</context>
<context>
    <name>PaymentActs</name>
    <message>
        <source>Copied.</source>
        <translation>已复制。</translation>
    </message>
    <message>
        <source>It came back</source>
        <translation>付款退回</translation>
    </message>
    <message>
        <source>It is signed</source>
        <translation>已签署</translation>
    </message>
    <message>
        <source>Noted.</source>
        <translation>已记录。</translation>
    </message>
    <message>
        <source>Noted: the money came back.</source>
        <translation>已记录：款项退回。</translation>
    </message>
    <message>
        <source>Noted: the payment came back.</source>
        <translation>已记录：付款退回。</translation>
    </message>
    <message>
        <source>Paid.</source>
        <translation>已付款。</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Reason, such as: name and account do not agree</source>
        <translation>原因，例如：户名与账号不符</translation>
    </message>
    <message>
        <source>Record the payment</source>
        <translation>登记付款</translation>
    </message>
    <message>
        <source>Reference of the payment</source>
        <translation>付款流水号</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Take the approval back</source>
        <translation>撤销审批</translation>
    </message>
    <message>
        <source>The agreement is signed.</source>
        <translation>协议已签署。</translation>
    </message>
    <message>
        <source>The approval was taken back.</source>
        <translation>审批已撤销。</translation>
    </message>
    <message>
        <source>The money came back</source>
        <translation>款项退回</translation>
    </message>
    <message>
        <source>The payment was asked for.</source>
        <translation>已申请付款。</translation>
    </message>
    <message>
        <source>The payment was taken back.</source>
        <translation>付款已撤回。</translation>
    </message>
    <message>
        <source>The recovery is noted.</source>
        <translation>追偿已登记。</translation>
    </message>
    <message>
        <source>When did the agreement come back signed?</source>
        <translation>协议何时签回？</translation>
    </message>
    <message>
        <source>Why did the money come back? The claim needs approval again.</source>
        <translation>款项为何退回？理赔须重新审批。</translation>
    </message>
    <message>
        <source>Why did the payment come back? It may be asked for again.</source>
        <translation>付款为何退回？可再次申请。</translation>
    </message>
    <message>
        <source>Why is it written off?</source>
        <translation>为何核销？</translation>
    </message>
    <message>
        <source>Why is the approval taken back? The next version needs approval again.</source>
        <translation>为何撤销审批？下一版须重新审批。</translation>
    </message>
    <message>
        <source>Why is the payment not made?</source>
        <translation>为何不付款？</translation>
    </message>
    <message>
        <source>Write off</source>
        <translation>核销</translation>
    </message>
    <message>
        <source>{sum} to {payee}: paid when, under which reference?</source>
        <translation>付给{payee} {sum}：何时支付，流水号是多少？</translation>
    </message>
</context>
<context>
    <name>PaymentAnswer</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Line {n}</source>
        <translation>第 {n} 行</translation>
    </message>
    <message>
        <source>Record {n} payments</source>
        <translation>登记 {n} 笔</translation>
    </message>
    <message>
        <source>Recorded: {paid} paid, {failed} came back. Refused: {refused}.</source>
        <translation>已登记：支付 {paid} 笔，退回 {failed} 笔。未能登记：{refused} 笔。</translation>
    </message>
    <message>
        <source>The bank&apos;s answer</source>
        <extracomment>What somebody has to look into comes first.</extracomment>
        <translation>银行回执</translation>
    </message>
    <message>
        <source>differs in {names}</source>
        <translation>{names}不符</translation>
    </message>
    <message>
        <source>ours: {told}</source>
        <translation>本方：{told}</translation>
    </message>
    <message>
        <source>{n} of them you approved or asked for yourself: somebody else has to record these.</source>
        <translation>其中 {n} 笔由您审批或申请：须由他人登记。</translation>
    </message>
    <message>
        <source>{pay} paid, {fail} came back; {done} recorded before, {waiting} not settled yet, {amiss} to look into</source>
        <translation>支付 {pay} 笔，退回 {fail} 笔；此前已登记 {done} 笔，尚无结果 {waiting} 笔，需核查 {amiss} 笔</translation>
    </message>
</context>
<context>
    <name>PaymentCard</name>
    <message>
        <source>Ask for the payment</source>
        <translation>申请付款</translation>
    </message>
    <message>
        <source>Asked for {moment} by {name}</source>
        <translation>{name} 于 {moment} 申请</translation>
    </message>
    <message>
        <source>In file {number} since {moment}</source>
        <translation>{moment} 列入文件 {number}</translation>
    </message>
    <message>
        <source>It came back…</source>
        <translation>付款退回…</translation>
    </message>
    <message>
        <source>It is paid once it is approved.</source>
        <translation>审批通过后付款。</translation>
    </message>
    <message>
        <source>It is paid only once its agreement came back signed. {why}</source>
        <translation>须签署协议后付款。{why}</translation>
    </message>
    <message>
        <source>It was paid…</source>
        <translation>已支付…</translation>
    </message>
    <message>
        <source>Nobody has asked for the payment yet.</source>
        <translation>尚未申请付款。</translation>
    </message>
    <message>
        <source>Not confirmed yet: the shared database has not taken the approval in yet. The payment may be asked for; no file is written before.</source>
        <translation>待确认：审批尚未被共享数据确认。可以申请付款，确认前不生成付款文件。</translation>
    </message>
    <message>
        <source>Paid {moment}, reference {reference}, confirmed by {name}</source>
        <translation>{moment} 支付，流水号 {reference}，{name} 确认</translation>
    </message>
    <message>
        <source>Payment</source>
        <extracomment>What may be done with a payment in a state; &quot;&quot; is one that nobody asked for. What a payment bears as its reason when the claim&apos;s next version takes its place.</extracomment>
        <translation>付款</translation>
    </message>
    <message>
        <source>Reason: {reason}</source>
        <translation>原因：{reason}</translation>
    </message>
    <message>
        <source>Take it back…</source>
        <translation>撤回…</translation>
    </message>
    <message>
        <source>The agreement came back signed…</source>
        <translation>协议已签回…</translation>
    </message>
    <message>
        <source>The money came back…</source>
        <translation>款项退回…</translation>
    </message>
    <message>
        <source>Version {n} took its place</source>
        <translation>已由第 {n} 版取代</translation>
    </message>
    <message>
        <source>You approved this claim: somebody else confirms that it was paid.</source>
        <translation>此理赔由您审批：须由他人确认付款。</translation>
    </message>
    <message>
        <source>You asked for this payment: somebody else confirms that it was made.</source>
        <translation>此付款由您申请：须由他人确认付款。</translation>
    </message>
    <message>
        <source>version {n}</source>
        <translation>第 {n} 版</translation>
    </message>
</context>
<context>
    <name>PaymentFilesList</name>
    <message>
        <source>No payment files yet</source>
        <translation>还没有付款文件</translation>
    </message>
    <message>
        <source>Payment files</source>
        <translation>付款文件</translation>
    </message>
    <message>
        <source>Save it again…</source>
        <translation>再次保存…</translation>
    </message>
    <message>
        <source>Void it…</source>
        <translation>作废…</translation>
    </message>
    <message>
        <source>{n} payments, {sum}</source>
        <translation>{n} 笔，{sum}</translation>
    </message>
</context>
<context>
    <name>PaymentRows</name>
    <message>
        <source>Not confirmed</source>
        <translation>待确认</translation>
    </message>
    <message>
        <source>Not printed</source>
        <translation>未打印</translation>
    </message>
    <message>
        <source>Out of date</source>
        <translation>版本已变</translation>
    </message>
    <message>
        <source>Since</source>
        <extracomment>Columns with their widths; a width of 0 takes what is left.</extracomment>
        <translation>时间</translation>
    </message>
    <message>
        <source>The claim has another version by now: take this payment back.</source>
        <translation>理赔已有新版本：请撤回此付款。</translation>
    </message>
    <message>
        <source>The form is not printed yet: it goes into no file.</source>
        <translation>表单尚未打印：不能列入付款文件。</translation>
    </message>
    <message>
        <source>The shared database has not taken the approval in yet.</source>
        <translation>审批尚未被共享数据确认。</translation>
    </message>
</context>
<context>
    <name>PaymentTable</name>
    <message>
        <source>Payments</source>
        <translation>付款</translation>
    </message>
</context>
<context>
    <name>PaymentsActs</name>
    <message>
        <source>All (*)</source>
        <translation>全部 (*)</translation>
    </message>
    <message>
        <source>Asked for {n} payments.</source>
        <translation>已申请 {n} 笔付款。</translation>
    </message>
    <message>
        <source>File {number} waits for the shared database: save it from the files once it is in.</source>
        <translation>文件 {number} 待共享数据确认：确认后请在“文件”中保存。</translation>
    </message>
    <message>
        <source>File {number} with {n} payments, {sum}: {path}</source>
        <translation>文件 {number}，{n} 笔，{sum}：{path}</translation>
    </message>
    <message>
        <source>Folder for the file</source>
        <translation>保存到文件夹</translation>
    </message>
    <message>
        <source>It came back</source>
        <translation>付款退回</translation>
    </message>
    <message>
        <source>Noted.</source>
        <translation>已记录。</translation>
    </message>
    <message>
        <source>Paid.</source>
        <translation>已付款。</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Record the payment</source>
        <translation>登记付款</translation>
    </message>
    <message>
        <source>Reference of the payment</source>
        <translation>付款流水号</translation>
    </message>
    <message>
        <source>Saved: {path}</source>
        <translation>已保存：{path}</translation>
    </message>
    <message>
        <source>Tables (*.csv *.xlsx *.xls *.txt)</source>
        <translation>表格 (*.csv *.xlsx *.xls *.txt)</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>The bank&apos;s answer</source>
        <translation>银行回执</translation>
    </message>
    <message>
        <source>The file is void.</source>
        <translation>文件已作废。</translation>
    </message>
    <message>
        <source>Void it</source>
        <translation>作废</translation>
    </message>
    <message>
        <source>Why did the payment come back? It may be asked for again.</source>
        <translation>付款为何退回？可再次申请。</translation>
    </message>
    <message>
        <source>Why is file {number} void? The bank must not have got it.</source>
        <translation>为何作废文件 {number}？须确认银行尚未收到。</translation>
    </message>
    <message>
        <source>Why is the payment not made?</source>
        <translation>为何不付款？</translation>
    </message>
    <message>
        <source>{sum} to {payee}: paid when, under which reference?</source>
        <translation>付给{payee} {sum}：何时支付，流水号是多少？</translation>
    </message>
</context>
<context>
    <name>PaymentsPage</name>
    <message>
        <source>Ask for the payment</source>
        <translation>申请付款</translation>
    </message>
    <message>
        <source>File as CSV…</source>
        <translation>CSV 文件…</translation>
    </message>
    <message>
        <source>File for the bank…</source>
        <translation>付款文件…</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Import the bank&apos;s answer…</source>
        <translation>导入银行回执…</translation>
    </message>
    <message>
        <source>It came back…</source>
        <translation>付款退回…</translation>
    </message>
    <message>
        <source>It was paid…</source>
        <translation>已支付…</translation>
    </message>
    <message>
        <source>No payments here</source>
        <translation>此处没有付款</translation>
    </message>
    <message>
        <source>Number, payee, account, file</source>
        <translation>编号、收款人、账号、文件</translation>
    </message>
    <message>
        <source>Payments</source>
        <extracomment>The name of the tab, and of the filter that shows the files.</extracomment>
        <translation>付款</translation>
    </message>
    <message>
        <source>Space chooses, Ctrl+A all, Enter opens the claim</source>
        <translation>空格选择，Ctrl+A 全选，回车打开理赔</translation>
    </message>
    <message>
        <source>Take it back…</source>
        <translation>撤回…</translation>
    </message>
    <message>
        <source>{n} chosen, {sum}</source>
        <translation>已选 {n} 笔，{sum}</translation>
    </message>
    <message>
        <source>{n} payments, {sum}</source>
        <translation>{n} 笔，{sum}</translation>
    </message>
</context>
<context>
    <name>PeoplePage</name>
    <message>
        <source>&amp;Availability</source>
        <translation>在岗状态(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Room</source>
        <translation>接单上限(&amp;R)</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>返回列表</translation>
    </message>
    <message>
        <source>How many open tickets at most; 0 takes what the rules say.</source>
        <translation>最多同时有多少未结工单；0 表示按规则。</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>没有改动。</translation>
    </message>
    <message>
        <source>Only team leaders change skills and room.</source>
        <translation>技能和接单上限只能由组长修改。</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Saved: {name}</source>
        <translation>已保存：{name}</translation>
    </message>
    <message>
        <source>Skills</source>
        <translation>技能</translation>
    </message>
    <message>
        <source>{n} of {room} open</source>
        <translation>未结 {n}/{room}</translation>
    </message>
    <message>
        <source>{n} open</source>
        <translation>未结 {n}</translation>
    </message>
</context>
<context>
    <name>PictureRoom</name>
    <message>
        <source>Full size  H</source>
        <translation>原大  H</translation>
    </message>
    <message>
        <source>Larger  +</source>
        <translation>放大  +</translation>
    </message>
    <message>
        <source>Next page  PgDn</source>
        <translation>下一页  PgDn</translation>
    </message>
    <message>
        <source>Next picture  →</source>
        <translation>下一张  →</translation>
    </message>
    <message>
        <source>Page before  PgUp</source>
        <translation>上一页  PgUp</translation>
    </message>
    <message>
        <source>Page {n} of {all}</source>
        <translation>第 {n} 页，共 {all} 页</translation>
    </message>
    <message>
        <source>Picture before  ←</source>
        <translation>上一张  ←</translation>
    </message>
    <message>
        <source>Save outgoing copy…  S</source>
        <translation>保存外发副本…  S</translation>
    </message>
    <message>
        <source>Smaller  −</source>
        <translation>缩小  −</translation>
    </message>
    <message>
        <source>The whole picture  F</source>
        <translation>整图  F</translation>
    </message>
    <message>
        <source>Turn the view  R</source>
        <translation>旋转视图  R</translation>
    </message>
</context>
<context>
    <name>PictureSource</name>
    <message>
        <source>Being fetched…</source>
        <extracomment>Points of a page are 1/72 inch, those of a screen 1/96. So much more than is in sight is fetched, so that a small shift costs nothing.</extracomment>
        <translation>正在取回…</translation>
    </message>
</context>
<context>
    <name>PlanTable</name>
    <message>
        <source>What the file would bring</source>
        <extracomment>What a column gets of the room that is left, in percent.</extracomment>
        <translation>文件会带来什么</translation>
    </message>
</context>
<context>
    <name>PreferencesPage</name>
    <message>
        <source>&amp;Colours</source>
        <translation>颜色(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Text size</source>
        <translation>文字大小(&amp;T)</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>返回列表</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Exchange</source>
        <translation>同步</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>小组</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>首选项</translation>
    </message>
    <message>
        <source>Shared database</source>
        <translation>共享数据库</translation>
    </message>
    <message>
        <source>This desk</source>
        <translation>本工作台</translation>
    </message>
    <message>
        <source>Who sits here</source>
        <translation>值席人员</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>As wide as the window  0</source>
        <translation>适合宽度  0</translation>
    </message>
    <message>
        <source>Larger  +</source>
        <translation>放大  +</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>下一页</translation>
    </message>
    <message>
        <source>Page before</source>
        <extracomment>A4 in millimetres; forms have no other size.</extracomment>
        <translation>上一页</translation>
    </message>
    <message>
        <source>Page {n} of {all}</source>
        <translation>第 {n} 页，共 {all} 页</translation>
    </message>
    <message>
        <source>Smaller  -</source>
        <translation>缩小  -</translation>
    </message>
</context>
<context>
    <name>PreviewPane</name>
    <message>
        <source>How it reads</source>
        <translation>读起来</translation>
    </message>
    <message>
        <source>Known of the example; each agent sees the facts of the ticket.</source>
        <translation>这里用的是示例；坐席看到的是工单里的实际内容。</translation>
    </message>
    <message>
        <source>Not known here: {facts}</source>
        <translation>此处未知：{facts}</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Ticket number; empty: an example</source>
        <extracomment>The keyboard rests so long before the preview is made anew. The moment that is promised is asked for like what a script asks itself.</extracomment>
        <translation>工单号；留空用示例</translation>
    </message>
</context>
<context>
    <name>PreviewTab</name>
    <message>
        <source>Careful: these may set each other off: {chain}</source>
        <translation>注意：这些规则可能互相触发：{chain}</translation>
    </message>
    <message>
        <source>Choose an automation in the table.</source>
        <translation>请在表中选择一条自动规则。</translation>
    </message>
    <message>
        <source>It is switched off and would do nothing.</source>
        <translation>它已关闭，不会执行。</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新查看</translation>
    </message>
    <message>
        <source>No preview</source>
        <translation>无法预览</translation>
    </message>
    <message>
        <source>Only the tickets due next were looked at.</source>
        <translation>只查看了最先到期的工单。</translation>
    </message>
    <message>
        <source>Tickets that match now</source>
        <translation>现在符合的工单</translation>
    </message>
    <message>
        <source>would: {acts}</source>
        <translation>将会：{acts}</translation>
    </message>
    <message>
        <source>{name}: {n} of {of} open tickets match now</source>
        <translation>{name}：{of} 张未结工单中现有 {n} 张符合</translation>
    </message>
</context>
<context>
    <name>PrintLine</name>
    <message>
        <source>Put away</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>PrintPanel</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Print</source>
        <extracomment>Gets the printer that was chosen and the reason, &quot;&quot; where none was asked for.</extracomment>
        <translation>打印</translation>
    </message>
    <message>
        <source>Reason, such as: the first copy was spoiled</source>
        <translation>原因，例如：首份已污损</translation>
    </message>
    <message>
        <source>Save as a file…</source>
        <translation>保存为文件…</translation>
    </message>
    <message>
        <source>Say why it is printed again.</source>
        <translation>请说明为何再次打印。</translation>
    </message>
</context>
<context>
    <name>PrinterChooser</name>
    <message>
        <source>Both, like a book</source>
        <translation>双面，左右翻</translation>
    </message>
    <message>
        <source>Both, like a pad</source>
        <translation>双面，上下翻</translation>
    </message>
    <message>
        <source>Its usual tray</source>
        <translation>默认纸盒</translation>
    </message>
    <message>
        <source>No printer is set up on this machine. Save the form as a file instead.</source>
        <translation>本机没有设置打印机，可改为保存为文件。</translation>
    </message>
    <message>
        <source>One side</source>
        <translation>单面</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>打印机</translation>
    </message>
    <message>
        <source>Sheets</source>
        <translation>份数</translation>
    </message>
    <message>
        <source>Sides</source>
        <translation>单双面</translation>
    </message>
    <message>
        <source>The printer says: {what}. It prints once that is mended.</source>
        <translation>打印机提示：{what}。处理好后即会打印。</translation>
    </message>
    <message>
        <source>Tray</source>
        <translation>纸盒</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停用</translation>
    </message>
</context>
<context>
    <name>PromiseRow</name>
    <message>
        <source>The name of a moment that is asked for; empty for {{ promise.time }}</source>
        <translation>所询问时刻的名称；留空即 {{ promise.time }}</translation>
    </message>
    <message>
        <source>What is promised; empty for a script that promises nothing</source>
        <translation>承诺什么；不作承诺就留空</translation>
    </message>
    <message>
        <source>no time proposed</source>
        <translation>不建议时间</translation>
    </message>
    <message>
        <source>or asked as</source>
        <translation>或询问项</translation>
    </message>
</context>
<context>
    <name>Prompter</name>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭（Esc）</translation>
    </message>
    <message>
        <source>Log as spoken</source>
        <extracomment>Sizes in pixels of the sentence that is said now (fewer for long ones), and of its neighbours.</extracomment>
        <translation>记录所说的话</translation>
    </message>
    <message>
        <source>Nothing was said.</source>
        <translation>还没有说任何话。</translation>
    </message>
    <message>
        <source>Space next · ← back · 1–9 jump · E said otherwise · Del leave out · Tab fill in · Esc close</source>
        <translation>空格 下一句 · ← 上一句 · 1–9 跳到 · E 换种说法 · Del 没说 · Tab 填写 · Esc 关闭</translation>
    </message>
    <message>
        <source>{n} of {all}</source>
        <translation>第 {n} 句，共 {all} 句</translation>
    </message>
</context>
<context>
    <name>QueuePage</name>
    <message>
        <source>Assign</source>
        <translation>指派</translation>
    </message>
    <message>
        <source>At most {n} tickets can be ticked at once.</source>
        <translation>一次最多勾选 {n} 张工单。</translation>
    </message>
    <message>
        <source>Clear the filters</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Copied: {text}</source>
        <translation>已复制：{text}</translation>
    </message>
    <message>
        <source>Copy the rows</source>
        <translation>复制所选行</translation>
    </message>
    <message>
        <source>Drop view</source>
        <translation>删除视图</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Found tickets stand newest first.</source>
        <extracomment>Hits of a search that are shown; the head tells how many there are in all. A ticket that the cursor is meant for may come into the list this much later.</extracomment>
        <translation>搜索结果按最新排列。</translation>
    </message>
    <message>
        <source>Macro</source>
        <translation>宏</translation>
    </message>
    <message>
        <source>Macro…</source>
        <translation>宏…</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先级</translation>
    </message>
    <message>
        <source>Save view</source>
        <translation>保存视图</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>转组</translation>
    </message>
    <message>
        <source>Untick</source>
        <translation>取消勾选</translation>
    </message>
    <message>
        <source>{n} rows copied</source>
        <translation>已复制 {n} 行</translation>
    </message>
</context>
<context>
    <name>QueueView</name>
    <message>
        <source>Tickets</source>
        <extracomment>Rows at the edges of a jump are read ahead once the list has rested this long. How much wider than its own width the type may become, in pixels; the subject takes the rest. A chip is never told anew more often than this.</extracomment>
        <translation>工单</translation>
    </message>
</context>
<context>
    <name>ReasonLine</name>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Reason for discarding</source>
        <translation>放弃的原因</translation>
    </message>
    <message>
        <source>Why may it be discarded? The journal keeps it</source>
        <translation>为什么可以放弃？原因将记入日志</translation>
    </message>
</context>
<context>
    <name>RecoveryCard</name>
    <message>
        <source>Name the unit and a sum.</source>
        <translation>请填写单位和金额。</translation>
    </message>
    <message>
        <source>Note it</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Recovery from the unit</source>
        <translation>向责任单位追偿</translation>
    </message>
    <message>
        <source>The money came</source>
        <translation>款项到账</translation>
    </message>
    <message>
        <source>The unit agrees</source>
        <translation>单位同意</translation>
    </message>
    <message>
        <source>Unit that is answerable</source>
        <translation>责任单位</translation>
    </message>
    <message>
        <source>Write off…</source>
        <translation>核销…</translation>
    </message>
</context>
<context>
    <name>RegisterLines</name>
    <message>
        <source>All forms</source>
        <translation>全部表单</translation>
    </message>
    <message>
        <source>Any day</source>
        <translation>不限日期</translation>
    </message>
    <message>
        <source>Claim</source>
        <translation>理赔单</translation>
    </message>
    <message>
        <source>Export the register</source>
        <translation>导出登记簿</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>最近 30 天</translation>
    </message>
    <message>
        <source>Last 365 days</source>
        <translation>最近 365 天</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>最近 7 天</translation>
    </message>
    <message>
        <source>No line fits.</source>
        <translation>没有符合的记录。</translation>
    </message>
    <message>
        <source>Nothing was issued yet.</source>
        <translation>尚未签发。</translation>
    </message>
    <message>
        <source>Number, claim, waybill, person, reason</source>
        <translation>编号、理赔单、运单、经办人、原因</translation>
    </message>
    <message>
        <source>Print, save or send a form of a claim that is approved.</source>
        <translation>可打印、保存或发送已核定理赔的表单。</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>有效</translation>
    </message>
    <message>
        <source>Valid and void</source>
        <translation>有效和作废</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>已作废</translation>
    </message>
    <message>
        <source>the newest {n} lines; narrow the search to see others</source>
        <translation>最新 {n} 条；请缩小范围查看其他</translation>
    </message>
    <message>
        <source>{n} lines written to {path}</source>
        <translation>已将 {n} 条写入 {path}</translation>
    </message>
    <message>
        <source>{n} lines, {numbers} numbers, {void} void</source>
        <translation>{n} 条，{numbers} 个编号，{void} 条作废</translation>
    </message>
</context>
<context>
    <name>RegisterList</name>
    <message>
        <source>Again: {reason}</source>
        <translation>再次签发：{reason}</translation>
    </message>
    <message>
        <source>Nothing was issued yet.</source>
        <translation>尚未签发。</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>登记簿</translation>
    </message>
    <message>
        <source>Void since {moment}, {person}: {reason}</source>
        <translation>{moment} 由{person}作废：{reason}</translation>
    </message>
    <message>
        <source>{n} pages</source>
        <translation>{n} 页</translation>
    </message>
    <message>
        <source>{sheets} × {n} pages</source>
        <translation>{sheets} 份 × {n} 页</translation>
    </message>
</context>
<context>
    <name>RegisterPage</name>
    <message>
        <source>Account of numbers</source>
        <translation>编号去向</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>存档</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>登记</translation>
    </message>
</context>
<context>
    <name>RegisterRows</name>
    <message>
        <source>Claim</source>
        <translation>理赔单</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>联次</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>表单</translation>
    </message>
    <message>
        <source>How</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>份号</translation>
    </message>
    <message>
        <source>Number</source>
        <extracomment>Columns with their widths; a width of 0 takes what is left.</extracomment>
        <translation>编号</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Sheets</source>
        <translation>份数</translation>
    </message>
    <message>
        <source>Void: {reason}</source>
        <translation>作废：{reason}</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>经办人</translation>
    </message>
</context>
<context>
    <name>ReplyEditor</name>
    <message>
        <source>Add note</source>
        <translation>添加备注</translation>
    </message>
    <message>
        <source>An internal note; the customer never sees it</source>
        <translation>内部备注，客户看不到</translation>
    </message>
    <message>
        <source>Attach files (Ctrl+Shift+A)</source>
        <translation>添加附件 (Ctrl+Shift+A)</translation>
    </message>
    <message>
        <source>Note the call</source>
        <translation>记录通话</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>回复</translation>
    </message>
    <message>
        <source>Reply scripts (::)</source>
        <translation>话术 (::)</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Send and resolve…</source>
        <translation>发送并解决…</translation>
    </message>
    <message>
        <source>Take them up</source>
        <translation>取出来</translation>
    </message>
    <message>
        <source>Taken back. Its words are kept as a draft.</source>
        <translation>已撤回，原文已存为草稿。</translation>
    </message>
    <message>
        <source>This draft could not be kept on the disk: {error}</source>
        <translation>草稿无法保存到磁盘：{error}</translation>
    </message>
    <message>
        <source>What was said on the phone…   :: for scripts</source>
        <translation>电话里说了什么…   输入 :: 选择话术</translation>
    </message>
    <message>
        <source>Write to the customer…   :: for scripts</source>
        <translation>写给客户…   输入 :: 选择话术</translation>
    </message>
</context>
<context>
    <name>ReportCard</name>
    <message>
        <source>Checked; nothing was taken in yet</source>
        <translation>检查完毕，尚未导入</translation>
    </message>
    <message>
        <source>Line {n}: {reason}</source>
        <translation>第 {n} 行：{reason}</translation>
    </message>
    <message>
        <source>Nothing was taken in: some rows are refused</source>
        <translation>未导入任何内容：有些行被退回</translation>
    </message>
    <message>
        <source>Open the folder of refused rows</source>
        <translation>打开退回行所在文件夹</translation>
    </message>
    <message>
        <source>Taken in</source>
        <translation>导入完成</translation>
    </message>
    <message>
        <source>To the tickets</source>
        <translation>查看工单</translation>
    </message>
    <message>
        <source>{n} as before</source>
        <translation>{n} 未变</translation>
    </message>
    <message>
        <source>{n} changed</source>
        <translation>{n} 更新</translation>
    </message>
    <message>
        <source>{n} new</source>
        <translation>{n} 新增</translation>
    </message>
    <message>
        <source>{n} refused</source>
        <translation>{n} 退回</translation>
    </message>
    <message>
        <source>{n} rows</source>
        <translation>{n} 行</translation>
    </message>
    <message>
        <source>{n} with marks</source>
        <translation>{n} 有标记</translation>
    </message>
    <message>
        <source>… and {n} more, all in the file of refused rows</source>
        <translation>……另有 {n} 行，均在退回行文件中</translation>
    </message>
</context>
<context>
    <name>ReviewedStrip</name>
    <message>
        <source>From when are these {n} said?</source>
        <translation>这 {n} 条从何时起使用？</translation>
    </message>
    <message>
        <source>Put in force</source>
        <translation>生效</translation>
    </message>
    <message>
        <source>Put them in force…</source>
        <translation>一起生效…</translation>
    </message>
    <message>
        <source>{n} reviewed scripts wait to be put in force</source>
        <translation>{n} 条已审核的话术等待生效</translation>
    </message>
</context>
<context>
    <name>RowModel</name>
    <message>
        <source>Line</source>
        <extracomment>Columns by kind of file, each with its width.</extracomment>
        <translation>行</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Refused: {reason}</source>
        <translation>退回：{reason}</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Words to know it by</source>
        <translation>识别词</translation>
    </message>
</context>
<context>
    <name>RuleEditor</name>
    <message>
        <source>Mistakes</source>
        <extracomment>So long the keyboard rests before a text is looked through.</extracomment>
        <translation>错误</translation>
    </message>
</context>
<context>
    <name>RuleTabs</name>
    <message>
        <source>Calendar</source>
        <translation>日历</translation>
    </message>
    <message>
        <source>Learned</source>
        <translation>学习</translation>
    </message>
    <message>
        <source>Matches now</source>
        <translation>现在符合</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Put in force</source>
        <translation>生效</translation>
    </message>
    <message>
        <source>Try out</source>
        <translation>试算</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
</context>
<context>
    <name>RulesPage</name>
    <message>
        <source>A version cannot be used here: {files}</source>
        <translation>有版本在此无法使用：{files}</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>返回列表</translation>
    </message>
    <message>
        <source>Draft {version}, {who}</source>
        <translation>草稿 {version}，{who}</translation>
    </message>
    <message>
        <source>Everybody reads them; team leaders change them.</source>
        <translation>人人可看，班组长可改。</translation>
    </message>
    <message>
        <source>In force: {version}</source>
        <translation>生效中：{version}</translation>
    </message>
    <message>
        <source>Rules</source>
        <extracomment>From this width on the tabs stand at the right of the editor. From this width on a form&apos;s page stands at the right of its editor. Below this width, beside an open ticket, the list of files gives way to the file that is open.</extracomment>
        <translation>规则</translation>
    </message>
    <message>
        <source>Save draft</source>
        <translation>保存草稿</translation>
    </message>
</context>
<context>
    <name>RunReport</name>
    <message>
        <source>Go on with the run</source>
        <translation>继续该批次</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Stopped: {done} of {n} forms are issued. None is made twice.</source>
        <translation>已停止：{n} 份中已签发 {done} 份，不会重复签发。</translation>
    </message>
    <message>
        <source>The claim was changed since, so it stands apart: {name}</source>
        <translation>理赔单此后有改动，该件单独存放：{name}</translation>
    </message>
    <message>
        <source>{done} of {n} forms</source>
        <translation>{n} 份中的 {done} 份</translation>
    </message>
    <message>
        <source>{done} of {n} forms are issued.</source>
        <translation>{n} 份中已签发 {done} 份。</translation>
    </message>
    <message>
        <source>{wrong} could not be issued:</source>
        <translation>{wrong} 份未能签发：</translation>
    </message>
</context>
<context>
    <name>SaveTarget</name>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Export to</source>
        <translation>导出到</translation>
    </message>
</context>
<context>
    <name>Saving</name>
    <message>
        <source>Name of the view:</source>
        <translation>视图名称：</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>View “{name}” dropped</source>
        <translation>已删除视图“{name}”</translation>
    </message>
    <message>
        <source>View “{name}” saved</source>
        <translation>已保存视图“{name}”</translation>
    </message>
    <message>
        <source>for the whole team</source>
        <translation>全组可见</translation>
    </message>
</context>
<context>
    <name>ScriptFilters</name>
    <message>
        <source>Clear all</source>
        <translation>全部清除</translation>
    </message>
    <message>
        <source>Code, title, words or pinyin of a script</source>
        <translation>话术的短码、标题、正文或拼音</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Search ( / )</source>
        <extracomment>A facet&apos;s choices: code and words, or more of them below a heading.</extracomment>
        <translation>搜索 ( / )</translation>
    </message>
    <message>
        <source>{facet}: {choices}</source>
        <translation>{facet}：{choices}</translation>
    </message>
    <message>
        <source>{n} of {of} scripts</source>
        <translation>{of} 条话术中的 {n} 条</translation>
    </message>
</context>
<context>
    <name>ScriptForm</name>
    <message>
        <source>&amp;Short code</source>
        <translation>短码(&amp;S)</translation>
    </message>
    <message>
        <source>Key words</source>
        <translation>关键词</translation>
    </message>
    <message>
        <source>Meant for</source>
        <translation>适用范围</translation>
    </message>
    <message>
        <source>Only a part of other scripts</source>
        <translation>仅作为其他话术的片段</translation>
    </message>
    <message>
        <source>Typed after ::</source>
        <translation>输入 :: 后键入</translation>
    </message>
    <message>
        <source>beyond its placeholders</source>
        <translation>占位符之外</translation>
    </message>
    <message>
        <source>every group</source>
        <translation>所有小组</translation>
    </message>
    <message>
        <source>for all</source>
        <translation>不限</translation>
    </message>
</context>
<context>
    <name>ScriptList</name>
    <message>
        <source>Scripts</source>
        <extracomment>Columns that go when there is no room for all, the first one first.</extracomment>
        <translation>话术</translation>
    </message>
</context>
<context>
    <name>ScriptPicker</name>
    <message>
        <source>All</source>
        <extracomment>What the list may show, in the order of Ctrl+1 to Ctrl+4. Below this width the preview would be a gutter: it goes.</extracomment>
        <translation>全部</translation>
    </message>
    <message>
        <source>Customer&apos;s language</source>
        <translation>随客户语言</translation>
    </message>
    <message>
        <source>Enter insert · Ctrl+Enter insert and fill in · Shift+Enter read aloud · Ctrl+D favourite · Ctrl+K comment · Esc close</source>
        <translation>Enter 插入 · Ctrl+Enter 插入并填写 · Shift+Enter 提词 · Ctrl+D 收藏 · Ctrl+K 提意见 · Esc 关闭</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近</translation>
    </message>
    <message>
        <source>★ Favourites</source>
        <translation>★ 收藏</translation>
    </message>
</context>
<context>
    <name>ScriptSheet</name>
    <message>
        <source>Figures</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>意见</translation>
    </message>
    <message>
        <source>Notes ({n})</source>
        <translation>意见（{n}）</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>What you typed is kept on this desk; it is not saved yet.</source>
        <translation>您输入的内容已留在本机，尚未保存。</translation>
    </message>
    <message>
        <source>Words</source>
        <extracomment>Below this width the form alone is shown.</extracomment>
        <translation>正文</translation>
    </message>
</context>
<context>
    <name>ScriptTurns</name>
    <message>
        <source>Called off; it does not come into force.</source>
        <translation>已撤销，不会生效。</translation>
    </message>
    <message>
        <source>Draft {version} is saved. A newer version has come into force meanwhile.</source>
        <translation>草稿 {version} 已保存。期间已有更新的版本生效。</translation>
    </message>
    <message>
        <source>From when is version {version} said?</source>
        <translation>版本 {version} 从何时起使用？</translation>
    </message>
    <message>
        <source>From when is “{code}” out of use?</source>
        <translation>“{code}”从何时起停用？</translation>
    </message>
    <message>
        <source>Put in force</source>
        <translation>生效</translation>
    </message>
    <message>
        <source>Retire</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Say what should be otherwise.</source>
        <translation>请说明应如何修改。</translation>
    </message>
    <message>
        <source>Say why; the note stays with the version.</source>
        <translation>请说明原因，备注随版本保留。</translation>
    </message>
    <message>
        <source>Send back</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>Send it back to {who}: what should be otherwise?</source>
        <translation>退回给{who}：应如何修改？</translation>
    </message>
    <message>
        <source>Sent back with your comment.</source>
        <translation>已附上您的意见退回。</translation>
    </message>
    <message>
        <source>Somebody saved that draft meanwhile; yours is a draft of its own, {version}.</source>
        <translation>期间有人保存了该草稿；您的内容另存为草稿 {version}。</translation>
    </message>
    <message>
        <source>The comment stays with the script</source>
        <translation>意见随话术保留</translation>
    </message>
    <message>
        <source>Why? Everybody reads it with the version.</source>
        <translation>原因？每个人都能随版本看到。</translation>
    </message>
</context>
<context>
    <name>Scripting</name>
    <message>
        <source>Kept among your own scripts.</source>
        <translation>已存入“我的话术”。</translation>
    </message>
    <message>
        <source>{key} has no script yet.</source>
        <extracomment>Changes after which other scripts may be offered.</extracomment>
        <translation>{key} 还没有对应的话术。</translation>
    </message>
    <message>
        <source>{key} puts ::{code} from now on.</source>
        <translation>今后按 {key} 插入 ::{code}。</translation>
    </message>
</context>
<context>
    <name>ScriptsPage</name>
    <message>
        <source>Back to the list</source>
        <translation>返回列表</translation>
    </message>
    <message>
        <source>Everybody speaks with them; team leaders change them.</source>
        <translation>人人使用，由组长修改。</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>话术库</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>New script</source>
        <translation>新建话术</translation>
    </message>
    <message>
        <source>New script of my own</source>
        <translation>新建我的话术</translation>
    </message>
    <message>
        <source>Open notes</source>
        <translation>待处理意见</translation>
    </message>
    <message>
        <source>Open notes ({n})</source>
        <translation>待处理意见（{n}）</translation>
    </message>
    <message>
        <source>Scripts</source>
        <extracomment>Kinds of change after which the library is read anew. From this width on the list keeps its columns beside an open script. Below this width an open script takes the place of the list.</extracomment>
        <translation>话术</translation>
    </message>
    <message>
        <source>{n} waiting for review</source>
        <translation>{n} 条待审核</translation>
    </message>
</context>
<context>
    <name>Sending</name>
    <message>
        <source>Change</source>
        <translation>去修改</translation>
    </message>
    <message>
        <source>Fill in “{name}” before sending ({n} open).</source>
        <translation>发送前请填写“{name}”（还有 {n} 处）。</translation>
    </message>
    <message>
        <source>Send anyway</source>
        <translation>仍然发送</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>There is nothing to send yet.</source>
        <extracomment>A script called by its code, as it is typed to find one.</extracomment>
        <translation>还没有可发送的内容。</translation>
    </message>
    <message>
        <source>“{words}” calls a script that was not put in.</source>
        <translation>“{words}”是在调用话术，但还没有放进来。</translation>
    </message>
</context>
<context>
    <name>SentBar</name>
    <message>
        <source>Take back (Ctrl+Z)</source>
        <translation>撤回 (Ctrl+Z)</translation>
    </message>
    <message>
        <source>{channel} to {recipient} (the ticket before) leaves in {n} s</source>
        <translation>上一张工单：发往 {recipient} 的{channel}将在 {n} 秒后发出</translation>
    </message>
    <message>
        <source>{channel} to {recipient} leaves in {n} s</source>
        <translation>发往 {recipient} 的{channel}将在 {n} 秒后发出</translation>
    </message>
</context>
<context>
    <name>Sharing</name>
    <message>
        <source> days</source>
        <translation> 天</translation>
    </message>
    <message>
        <source>&amp;Finished tickets of</source>
        <translation>已完结工单保留(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;News from others</source>
        <translation>同事的更新(&amp;N)</translation>
    </message>
    <message>
        <source>Ask now and then</source>
        <translation>定时询问</translation>
    </message>
    <message>
        <source>Be called at once, where the line allows it</source>
        <translation>线路允许时即时通知</translation>
    </message>
    <message>
        <source>Days of finished tickets</source>
        <translation>已完结工单保留的天数</translation>
    </message>
    <message>
        <source>Kept; it counts from the next start.</source>
        <translation>已保存，下次启动生效。</translation>
    </message>
    <message>
        <source>Kept; the desk takes it over with the next exchange.</source>
        <translation>已保存，下次同步时生效。</translation>
    </message>
    <message>
        <source>None ticked: all that you may see. Fewer make a smaller, quicker desk.</source>
        <translation>都不勾选：您有权查看的全部。勾得少，本机更小更快。</translation>
    </message>
    <message>
        <source>Older finished tickets stay in the shared database; a search fetches them.</source>
        <translation>更早的完结工单留在共享数据库里，搜索时可取回。</translation>
    </message>
    <message>
        <source>Tickets of &amp;groups</source>
        <translation>保留哪些组(&amp;G)</translation>
    </message>
    <message>
        <source>Tickets of &amp;regions</source>
        <translation>保留哪些区域(&amp;R)</translation>
    </message>
    <message>
        <source>What this desk keeps</source>
        <translation>本机保留的内容</translation>
    </message>
    <message>
        <source>all of it</source>
        <translation>全部</translation>
    </message>
</context>
<context>
    <name>SheetHead</name>
    <message>
        <source>Close the script (Esc)</source>
        <translation>关闭话术 (Esc)</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>Hotkey</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Make it a favourite</source>
        <translation>加入收藏</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>New script</source>
        <translation>新建话术</translation>
    </message>
    <message>
        <source>No favourite any more</source>
        <translation>取消收藏</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>Say something…</source>
        <translation>提意见…</translation>
    </message>
    <message>
        <source>The key that puts it in while you reply</source>
        <translation>回复时插入这条话术的快捷键</translation>
    </message>
    <message>
        <source>Version</source>
        <extracomment>Those whose button stands out where it is the first.</extracomment>
        <translation>版本</translation>
    </message>
</context>
<context>
    <name>SheetView</name>
    <message>
        <source>Copy this row</source>
        <translation>复制此行</translation>
    </message>
    <message>
        <source>Move down (Ctrl+Down)</source>
        <translation>下移 (Ctrl+Down)</translation>
    </message>
    <message>
        <source>Move up (Ctrl+Up)</source>
        <translation>上移 (Ctrl+Up)</translation>
    </message>
    <message>
        <source>Rows with…</source>
        <translation>包含…的行</translation>
    </message>
    <message>
        <source>Show it in the text</source>
        <translation>在文本中显示</translation>
    </message>
    <message>
        <source>Take this row out (Delete)</source>
        <translation>删去此行 (Delete)</translation>
    </message>
    <message>
        <source>{code} was taken out of the draft; Ctrl+Z brings it back.</source>
        <translation>{code} 已从草稿中删去；Ctrl+Z 可恢复。</translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Letters work while no text field has the keyboard. Esc closes this sheet.</source>
        <translation>单个字母键只在光标不在输入框时有效。按 Esc 关闭本页。</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>快捷键</translation>
    </message>
</context>
<context>
    <name>ShotDelegate</name>
    <message>
        <source>In the shared database; opening fetches it</source>
        <translation>在共享数据库中，打开即取回</translation>
    </message>
    <message>
        <source>Not put to anything that is needed</source>
        <translation>尚未归到所需证据</translation>
    </message>
</context>
<context>
    <name>ShotDetail</name>
    <message>
        <source>Compare</source>
        <translation>并排比对</translation>
    </message>
    <message>
        <source>From {name}</source>
        <translation>来自 {name}</translation>
    </message>
    <message>
        <source>Holds scripts; they are never run</source>
        <translation>内含脚本，从不运行</translation>
    </message>
    <message>
        <source>Look and mark</source>
        <translation>查看和标注</translation>
    </message>
    <message>
        <source>Nothing that is needed</source>
        <translation>不证明任何一项</translation>
    </message>
    <message>
        <source>Open the claim</source>
        <translation>打开该理赔</translation>
    </message>
    <message>
        <source>Save outgoing copy…</source>
        <translation>保存外发副本…</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>移出</translation>
    </message>
    <message>
        <source>Upright, with its marks, without place and device</source>
        <translation>摆正、带标注，不含地点和设备信息</translation>
    </message>
    <message>
        <source>What is known of it</source>
        <translation>已知信息</translation>
    </message>
    <message>
        <source>What it proves</source>
        <translation>用来证明</translation>
    </message>
    <message>
        <source>{n} marks</source>
        <translation>{n} 处标注</translation>
    </message>
</context>
<context>
    <name>Side</name>
    <message>
        <source>Came {moment}</source>
        <translation>收到于 {moment}</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>提醒</translation>
    </message>
    <message>
        <source>On this desk</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>Saved views</source>
        <translation>已存视图</translation>
    </message>
    <message>
        <source>Scripts</source>
        <translation>话术</translation>
    </message>
    <message>
        <source>Shared database</source>
        <translation>共享数据库</translation>
    </message>
    <message>
        <source>Views</source>
        <extracomment>Counting follows changes at this pace, and the clock at the other.</extracomment>
        <translation>视图</translation>
    </message>
</context>
<context>
    <name>SpeechCard</name>
    <message>
        <source>Alt+Enter: here · Ctrl+F8: next</source>
        <translation>Alt+Enter 到这里 · Ctrl+F8 下一处</translation>
    </message>
    <message>
        <source>Better: {words}</source>
        <translation>改说：{words}</translation>
    </message>
    <message>
        <source>Ctrl+F8 next · Esc back</source>
        <translation>Ctrl+F8 下一处 · Esc 返回</translation>
    </message>
    <message>
        <source>Enter replace · Ctrl+F8 next · Esc back</source>
        <translation>Enter 替换 · Ctrl+F8 下一处 · Esc 返回</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一处</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>换成这句</translation>
    </message>
    <message>
        <source>Take it out</source>
        <translation>删去</translation>
    </message>
</context>
<context>
    <name>SpeechSummary</name>
    <message>
        <source>To the next of them (Ctrl+F8)</source>
        <translation>转到下一处（Ctrl+F8）</translation>
    </message>
</context>
<context>
    <name>StageLine</name>
    <message>
        <source>Not confirmed yet</source>
        <translation>待确认</translation>
    </message>
    <message>
        <source>the shared database has not taken the approval in</source>
        <translation>审批尚未被共享数据确认</translation>
    </message>
    <message>
        <source>until {moment}</source>
        <translation>{moment} 前</translation>
    </message>
    <message>
        <source>version {n}</source>
        <translation>第 {n} 版</translation>
    </message>
    <message>
        <source>{n} late</source>
        <translation>{n} 项逾期</translation>
    </message>
    <message>
        <source>{n} of {all} still missing</source>
        <translation>还缺 {n}/{all} 项</translation>
    </message>
</context>
<context>
    <name>StandingBar</name>
    <message>
        <source>Close this notice</source>
        <translation>关闭提示</translation>
    </message>
    <message>
        <source>The line is down since {time}. You may note, correct and attach here; answering and deciding wait, for a colleague may be on it.</source>
        <translation>{time} 起断网。这张单可以备注、改资料、传附件；同事可能正在处理，回复和办结须等恢复连接。</translation>
    </message>
    <message>
        <source>This ticket is {name}&apos;s now. Nothing that you typed is lost: it stays here as a draft.</source>
        <translation>这张单现在归{name}处理。您写的内容没有丢，已留作草稿。</translation>
    </message>
    <message>
        <source>This ticket was taken from your hands and lies with {group} now. Nothing that you typed is lost: it stays here as a draft.</source>
        <translation>这张工单已从您名下转出，现在由{group}待领。您写的字没有丢，已在这里留作草稿。</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>写备注</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>&amp;Groups you work in</source>
        <translation>所在小组(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>姓名(&amp;N)</translation>
    </message>
    <message>
        <source>An empty desk of your own. A shared database can be joined later.</source>
        <translation>一个属于您自己的空白工作台，以后也可以加入共享数据库。</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>How should this desk begin?</source>
        <translation>这个工作台从哪里开始？</translation>
    </message>
    <message>
        <source>Join a shared database</source>
        <translation>加入共享数据库</translation>
    </message>
    <message>
        <source>Meeting the shared database…</source>
        <translation>正在连接共享数据库…</translation>
    </message>
    <message>
        <source>Please choose at least one group.</source>
        <translation>请至少选择一个小组。</translation>
    </message>
    <message>
        <source>Please tell your name; customers and colleagues will see it.</source>
        <translation>请填写姓名，客户和同事会看到它。</translation>
    </message>
    <message>
        <source>Try with a sample team</source>
        <translation>用示例团队试用</translation>
    </message>
    <message>
        <source>Twelve colleagues, 400 tickets, everything filled in. Nothing is real.</source>
        <translation>十二位同事、四百张工单，内容齐全，均为虚构。</translation>
    </message>
    <message>
        <source>Use on this computer</source>
        <translation>在这台电脑上使用</translation>
    </message>
    <message>
        <source>Welcome to Aftercare</source>
        <translation>欢迎使用售后工作台</translation>
    </message>
    <message>
        <source>Your name, as colleagues know it</source>
        <translation>同事所熟悉的姓名</translation>
    </message>
    <message>
        <source>Your team works already: meet them in their database.</source>
        <translation>团队已经在用：在他们的数据库里会合。</translation>
    </message>
    <message>
        <source>{share} % is here. Open tickets come first: as soon as they are here the window opens, and older ones follow while you work.</source>
        <translation>已取到 {share} %。先取未完结的工单，取齐后就打开窗口；更早的在您工作时陆续到达。</translation>
    </message>
</context>
<context>
    <name>StartWindow</name>
    <message>
        <source>It did not work: {error}</source>
        <translation>没有成功：{error}</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Notices not read</source>
        <translation>未读提醒</translation>
    </message>
    <message>
        <source>Shared database: {sentence}</source>
        <translation>共享数据库：{sentence}</translation>
    </message>
    <message>
        <source>Whether tickets are given to you just now</source>
        <translation>现在是否给您派单</translation>
    </message>
    <message>
        <source>Who sits here</source>
        <translation>值席人员</translation>
    </message>
    <message>
        <source>clock is wrong</source>
        <translation>本机时钟不准</translation>
    </message>
    <message>
        <source>rights advisory</source>
        <translation>权限仅作提醒</translation>
    </message>
</context>
<context>
    <name>StepDetails</name>
    <message>
        <source>May be written: {names}</source>
        <translation>可登记：{names}</translation>
    </message>
    <message>
        <source>To write: {names}</source>
        <translation>须登记：{names}</translation>
    </message>
    <message>
        <source>goes on in {group}</source>
        <translation>转由{group}继续</translation>
    </message>
    <message>
        <source>locked when: {why}</source>
        <translation>不可走的情形：{why}</translation>
    </message>
    <message>
        <source>within {span} of open time</source>
        <translation>工作时间 {span} 内</translation>
    </message>
    <message>
        <source>● since {time}</source>
        <translation>● 自 {time} 起</translation>
    </message>
    <message>
        <source>✓ {time}, {span}, {name}</source>
        <translation>✓ {time}，用时 {span}，{name}</translation>
    </message>
</context>
<context>
    <name>Stepping</name>
    <message>
        <source>There is nothing to do in this step.</source>
        <translation>此步骤没有待办事项。</translation>
    </message>
    <message>
        <source>This group has no procedure.</source>
        <translation>该小组没有流程。</translation>
    </message>
</context>
<context>
    <name>StepsCard</name>
    <message>
        <source>Ask {department}</source>
        <translation>请{department}协办</translation>
    </message>
    <message>
        <source>Back…</source>
        <translation>退回…</translation>
    </message>
    <message>
        <source>Choose a way</source>
        <translation>选择去向</translation>
    </message>
    <message>
        <source>Its step is not in the procedure any more.</source>
        <translation>工单所在步骤已不在流程中。</translation>
    </message>
    <message>
        <source>Procedure</source>
        <translation>流程</translation>
    </message>
    <message>
        <source>Report the answer</source>
        <translation>登记答复</translation>
    </message>
    <message>
        <source>Take the task back</source>
        <translation>撤回任务</translation>
    </message>
    <message>
        <source>Task for {department}</source>
        <translation>{department}协办任务</translation>
    </message>
    <message>
        <source>This group has no procedure.</source>
        <translation>该小组没有流程。</translation>
    </message>
    <message>
        <source>for ticket {number}</source>
        <translation>所属工单 {number}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>since {time}</source>
        <translation>自 {time} 起</translation>
    </message>
    <message>
        <source>within {span} of open time</source>
        <translation>工作时间 {span} 内</translation>
    </message>
    <message>
        <source>{form}, to write</source>
        <translation>{form}，待登记</translation>
    </message>
</context>
<context>
    <name>Strip</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>SyncFacts</name>
    <message>
        <source>Advisory: they hold off mistakes, not malice</source>
        <translation>仅作提醒：防误操作，不防恶意</translation>
    </message>
    <message>
        <source>Change what it keeps…</source>
        <translation>更改保留内容…</translation>
    </message>
    <message>
        <source>Compared</source>
        <translation>上次核对</translation>
    </message>
    <message>
        <source>Enforced by the database itself</source>
        <translation>由数据库强制执行</translation>
    </message>
    <message>
        <source>Fetching takes</source>
        <translation>接收耗时</translation>
    </message>
    <message>
        <source>Files to send</source>
        <translation>待上传附件</translation>
    </message>
    <message>
        <source>Form numbers left</source>
        <translation>剩余单据编号</translation>
    </message>
    <message>
        <source>Hears of news by</source>
        <translation>获知更新的方式</translation>
    </message>
    <message>
        <source>How it stands</source>
        <extracomment>An address has no spaces: where it may go on in the next line, without a sign of it.</extracomment>
        <translation>连接情况</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Last exchange</source>
        <translation>上次同步</translation>
    </message>
    <message>
        <source>Oldest waiting</source>
        <translation>最早的待发</translation>
    </message>
    <message>
        <source>PostgreSQL, a server</source>
        <translation>PostgreSQL 服务器</translation>
    </message>
    <message>
        <source>Printed forms</source>
        <translation>打印件存档</translation>
    </message>
    <message>
        <source>Rights</source>
        <translation>权限</translation>
    </message>
    <message>
        <source>Rules not used</source>
        <translation>未采用的规则</translation>
    </message>
    <message>
        <source>SQLite, a file on this computer</source>
        <translation>SQLite，本机文件</translation>
    </message>
    <message>
        <source>Sending takes</source>
        <translation>发送耗时</translation>
    </message>
    <message>
        <source>Shared database</source>
        <translation>共享数据库</translation>
    </message>
    <message>
        <source>This clock is</source>
        <translation>本机时钟</translation>
    </message>
    <message>
        <source>This desk keeps</source>
        <translation>本机保留</translation>
    </message>
    <message>
        <source>asking now and then</source>
        <translation>定时询问</translation>
    </message>
    <message>
        <source>asking now and then (as set)</source>
        <translation>定时询问（按设置）</translation>
    </message>
    <message>
        <source>being called as soon as there is any</source>
        <translation>有更新即时通知</translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation>不到 1 分钟</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>还没有</translation>
    </message>
    <message>
        <source>nothing waits</source>
        <translation>没有待发</translation>
    </message>
    <message>
        <source>sound, read through {time}</source>
        <translation>完好，{time} 全部核对</translation>
    </message>
    <message>
        <source>{file} {version}: {why}</source>
        <translation>{file} {version}：{why}</translation>
    </message>
    <message>
        <source>{serial}, copy {n}: {state}</source>
        <translation>{serial} 第 {n} 份：{state}</translation>
    </message>
    <message>
        <source>{time}; nothing differed</source>
        <translation>{time}，完全一致</translation>
    </message>
    <message>
        <source>{time}; {n} records were put right</source>
        <translation>{time}，修正了 {n} 条</translation>
    </message>
</context>
<context>
    <name>SyncHead</name>
    <message>
        <source>Checks every record here against the shared database and mends what differs</source>
        <translation>逐条与共享数据库核对，有出入就修正</translation>
    </message>
    <message>
        <source>Compare with it now</source>
        <translation>立即核对</translation>
    </message>
    <message>
        <source>Exchange now</source>
        <translation>立即同步</translation>
    </message>
</context>
<context>
    <name>SyncPage</name>
    <message>
        <source>Comparing every record with the shared database…</source>
        <translation>正在与共享数据库逐条核对…</translation>
    </message>
    <message>
        <source>Discarded; the journal keeps why.</source>
        <translation>已放弃，原因记入日志。</translation>
    </message>
    <message>
        <source>Done again</source>
        <translation>已重做</translation>
    </message>
    <message>
        <source>Shared database</source>
        <extracomment>From this width on the facts stand beside the rest. Changes and states that follow one another are shown together. &quot;5 min ago&quot; is told anew this often.</extracomment>
        <translation>共享数据库</translation>
    </message>
    <message>
        <source>The list could not be read: {reason}</source>
        <translation>列表读取失败：{reason}</translation>
    </message>
    <message>
        <source>What goes out from this desk, and what comes in</source>
        <translation>本机发出的和收到的</translation>
    </message>
    <message>
        <source>Your colleague&apos;s value stays.</source>
        <translation>保留了同事的内容。</translation>
    </message>
    <message>
        <source>Your value stands now.</source>
        <translation>已改用您的内容。</translation>
    </message>
    <message>
        <source>{all} records compared; nothing differs.</source>
        <translation>已核对 {all} 条，完全一致。</translation>
    </message>
    <message>
        <source>{all} records compared; {n} were put right.</source>
        <translation>已核对 {all} 条，修正了 {n} 条。</translation>
    </message>
</context>
<context>
    <name>Taking</name>
    <message>
        <source>Not taken either ({n}): {names}</source>
        <extracomment>So many refusals are told in full, and so many more by name.</extracomment>
        <translation>另有 {n} 个未收入：{names}</translation>
    </message>
    <message>
        <source>Pictures and papers for the claim</source>
        <translation>理赔的图片和文件</translation>
    </message>
</context>
<context>
    <name>Telephone</name>
    <message>
        <source>Command line</source>
        <translation>命令行</translation>
    </message>
    <message>
        <source>For telephone programs that start a command when a call comes in.</source>
        <translation>适用于来电时能启动命令的电话软件。</translation>
    </message>
    <message>
        <source>Let phone programs open callers here</source>
        <translation>允许电话软件在此弹出来电</translation>
    </message>
    <message>
        <source>Only your own settings are changed, and the same button takes it back.</source>
        <translation>只改动您本人的系统设置，再按一次即可撤销。</translation>
    </message>
    <message>
        <source>Stop that</source>
        <translation>取消关联</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Telephone programs do not know this program</source>
        <translation>电话软件尚未关联本程序</translation>
    </message>
    <message>
        <source>Telephone programs open callers here</source>
        <translation>电话软件的来电会在此弹出</translation>
    </message>
    <message>
        <source>This could not be written: {reason}</source>
        <translation>无法写入：{reason}</translation>
    </message>
    <message>
        <source>This system is not known here; use the command line.</source>
        <translation>不认识此操作系统，请改用命令行。</translation>
    </message>
</context>
<context>
    <name>Thumbnails</name>
    <message>
        <source>Fetch</source>
        <translation>点此获取</translation>
    </message>
    <message>
        <source>Try again</source>
        <extracomment>Pixels of a thumbnail&apos;s longer side as it is kept (twice what is painted). Contents that are missing are looked for this often. Pictures that Qt does not read: the desk shows them. Dots to the inch at which the first page of a PDF becomes a thumbnail.</extracomment>
        <translation>重试</translation>
    </message>
    <message>
        <source>in the shared database; a press fetches it</source>
        <translation>在共享数据库里，点击即可获取</translation>
    </message>
    <message>
        <source>still being sent to the shared database</source>
        <translation>仍在上传到共享数据库</translation>
    </message>
</context>
<context>
    <name>TicketChoice</name>
    <message>
        <source>A text</source>
        <translation>一段文字</translation>
    </message>
    <message>
        <source>Numbers, parted by blanks</source>
        <translation>工单号，用空格分开</translation>
    </message>
    <message>
        <source>Open tickets</source>
        <translation>未结工单</translation>
    </message>
    <message>
        <source>Tickets by number</source>
        <translation>按工单号</translation>
    </message>
    <message>
        <source>Tickets of a day</source>
        <translation>某一天的工单</translation>
    </message>
    <message>
        <source>Tickets of several days</source>
        <translation>某几天的工单</translation>
    </message>
    <message>
        <source>What a customer writes</source>
        <translation>客户写的话</translation>
    </message>
    <message>
        <source>Which tickets</source>
        <translation>哪些工单</translation>
    </message>
</context>
<context>
    <name>TicketHeader</name>
    <message>
        <source>(no subject)</source>
        <translation>（无主题）</translation>
    </message>
    <message>
        <source>Back to the list (Esc)</source>
        <translation>返回列表 (Esc)</translation>
    </message>
    <message>
        <source>Belongs to ticket {number}</source>
        <translation>归属工单 {number}</translation>
    </message>
    <message>
        <source>Check: {sentences}</source>
        <translation>请核对：{sentences}</translation>
    </message>
    <message>
        <source>Copy the ticket&apos;s number</source>
        <translation>复制工单号</translation>
    </message>
    <message>
        <source>In the other system: {number}</source>
        <translation>外部系统编号：{number}</translation>
    </message>
    <message>
        <source>Task for {department}, asked from ticket {number}</source>
        <translation>{department}协办任务，来自工单 {number}</translation>
    </message>
    <message>
        <source>Urged ×{n}</source>
        <translation>催单 ×{n}</translation>
    </message>
    <message>
        <source>Waiting for {whom}</source>
        <translation>等待{whom}</translation>
    </message>
    <message>
        <source>mine</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>no owner</source>
        <translation>无负责人</translation>
    </message>
    <message>
        <source>not classified</source>
        <translation>未分类</translation>
    </message>
    <message>
        <source>waiting to sync</source>
        <translation>待同步</translation>
    </message>
    <message>
        <source>{name} is looking at this</source>
        <translation>{name}正在查看</translation>
    </message>
    <message>
        <source>{name} is typing…</source>
        <translation>{name}正在输入…</translation>
    </message>
    <message>
        <source>{n} are looking at this</source>
        <translation>{n} 人正在查看</translation>
    </message>
    <message>
        <source>{n} are typing…</source>
        <translation>{n} 人正在输入…</translation>
    </message>
    <message>
        <source>{text} until {time}</source>
        <translation>{text}，至 {time}</translation>
    </message>
</context>
<context>
    <name>TicketPage</name>
    <message>
        <source>Copied: {text}</source>
        <translation>已复制：{text}</translation>
    </message>
    <message>
        <source>No ticket is open</source>
        <extracomment>Times shown as &quot;5 min ago&quot; are told anew this often. How far files are that are being sent is asked this often. Changes that may concern the ticket (an import runs) are looked at this often at most.</extracomment>
        <translation>没有打开的工单</translation>
    </message>
    <message>
        <source>This ticket is not on this desk (any more).</source>
        <translation>本机上没有（或已不再有）这张工单。</translation>
    </message>
    <message>
        <source>{name} could not be fetched: {reason}</source>
        <translation>{name} 获取失败：{reason}</translation>
    </message>
    <message>
        <source>{name} has not reached this desk yet.</source>
        <translation>{name} 还没有同步到本机。</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Show all of it</source>
        <translation>显示全文</translation>
    </message>
    <message>
        <source>Show {n} earlier entries</source>
        <translation>显示更早的 {n} 条</translation>
    </message>
    <message>
        <source>Timeline</source>
        <extracomment>Entries shown at first; the others come on demand.</extracomment>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>{n} new ↓</source>
        <translation>{n} 条新内容 ↓</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Search: number, waybill or its tail, phone, words, pinyin initials</source>
        <translation>搜索：工单号、运单号或尾号、电话、文字、拼音首字母</translation>
    </message>
</context>
<context>
    <name>TroubleWindow</name>
    <message>
        <source>Choose another desk…</source>
        <translation>换一个工作台…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>This desk cannot be opened</source>
        <translation>无法打开这个工作台</translation>
    </message>
</context>
<context>
    <name>TryTab</name>
    <message>
        <source>See what your draft would change, before it counts.</source>
        <translation>在生效之前，看看草稿会改变什么。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stopped before the end.</source>
        <translation>已中途停止。</translation>
    </message>
    <message>
        <source>There are no such tickets.</source>
        <translation>没有这样的工单。</translation>
    </message>
    <message>
        <source>Tickets that change</source>
        <translation>会改变的工单</translation>
    </message>
    <message>
        <source>Try out</source>
        <extracomment>Told only where they differ. From this width on the two sides stand beside the list.</extracomment>
        <translation>试算</translation>
    </message>
    <message>
        <source>Type what is to be tried.</source>
        <translation>请输入要试算的内容。</translation>
    </message>
    <message>
        <source>as today</source>
        <translation>与现行相同</translation>
    </message>
    <message>
        <source>different: {what}</source>
        <translation>不同：{what}</translation>
    </message>
    <message>
        <source>only the first {n} are shown</source>
        <translation>只显示前 {n} 张</translation>
    </message>
    <message>
        <source>{done} of {of} tickets tried…</source>
        <translation>已试算 {done} / {of} 张…</translation>
    </message>
    <message>
        <source>{n} tickets tried, {moved} would be in another group.</source>
        <translation>已试算 {n} 张，其中 {moved} 张会进入另一组。</translation>
    </message>
    <message>
        <source>{n} tickets tried; nothing would be different.</source>
        <translation>已试算 {n} 张，没有任何不同。</translation>
    </message>
</context>
<context>
    <name>TurnPanel</name>
    <message>
        <source>Cancel</source>
        <extracomment>Gets from when (milliseconds UTC, None for now) and the words.</extracomment>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>Turns</name>
    <message>
        <source>An earlier text, only to be read; Esc leads back.</source>
        <translation>这是以前的文本，只供查看；按 Esc 返回。</translation>
    </message>
    <message>
        <source>Draft {version} is saved.</source>
        <extracomment>The text in force, among the texts of a file.</extracomment>
        <translation>草稿 {version} 已保存。</translation>
    </message>
    <message>
        <source>Draft {version} is saved. A newer version has come into force meanwhile.</source>
        <translation>草稿 {version} 已保存。期间已有更新的版本生效。</translation>
    </message>
    <message>
        <source>Say here why the earlier text comes back, then press “In force again” once more.</source>
        <translation>请在此写明为何恢复以前的文本，然后再按一次“重新生效”。</translation>
    </message>
    <message>
        <source>Somebody saved that draft meanwhile; yours is a draft of its own, {version}.</source>
        <translation>期间有人保存了那份草稿；您的内容另存为草稿 {version}。</translation>
    </message>
    <message>
        <source>The earlier text is a version again.</source>
        <translation>以前的文本已成为新版本。</translation>
    </message>
    <message>
        <source>The rules would not be sound with it:</source>
        <translation>加上它之后规则有错误：</translation>
    </message>
    <message>
        <source>Their changes are in your draft. Look at it and put it in force again.</source>
        <translation>对方的改动已并入您的草稿。请查看后再次生效。</translation>
    </message>
    <message>
        <source>Version {version} comes into force at {at}.</source>
        <translation>版本 {version} 将于 {at} 生效。</translation>
    </message>
    <message>
        <source>Version {version} is in force now.</source>
        <translation>版本 {version} 现已生效。</translation>
    </message>
    <message>
        <source>Withdrawn; the text stays among the versions.</source>
        <translation>已撤回；文本仍保留在版本列表中。</translation>
    </message>
    <message>
        <source>theirs</source>
        <translation>对方</translation>
    </message>
    <message>
        <source>{n} places both changed: yours stand, theirs follow as comments. Look at them.</source>
        <translation>有 {n} 处双方都改了：保留您的，对方的以注释附在后面。请查看。</translation>
    </message>
</context>
<context>
    <name>TypePick</name>
    <message>
        <source>Chosen by hand.</source>
        <translation>人工选择。</translation>
    </message>
    <message>
        <source>Chosen by hand. The words say {name} ({sure} %): {words}</source>
        <translation>人工选择。内容提示为{name}（{sure}%）：{words}</translation>
    </message>
    <message>
        <source>Follow the words</source>
        <translation>采用内容提示</translation>
    </message>
    <message>
        <source>It may be one of these:</source>
        <translation>可能是以下之一：</translation>
    </message>
    <message>
        <source>Suggested, {sure} % sure, because of: {words}</source>
        <translation>建议（把握 {sure}%），依据：{words}</translation>
    </message>
    <message>
        <source>The words do not say yet what it is about.</source>
        <translation>从内容还看不出是什么问题。</translation>
    </message>
    <message>
        <source>Type two words or first letters</source>
        <translation>输入几个字或拼音首字母</translation>
    </message>
</context>
<context>
    <name>Undoing</name>
    <message>
        <source>There is nothing to undo.</source>
        <translation>没有可以撤销的操作。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>已撤销</translation>
    </message>
</context>
<context>
    <name>VerdictView</name>
    <message>
        <source>Archive</source>
        <translation>存档</translation>
    </message>
    <message>
        <source>As it was issued</source>
        <translation>签发内容</translation>
    </message>
    <message>
        <source>Claim</source>
        <translation>理赔单</translation>
    </message>
    <message>
        <source>Claim {number}</source>
        <translation>理赔单 {number}</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>表单</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>此处内容</translation>
    </message>
    <message>
        <source>In the register</source>
        <translation>登记簿记录</translation>
    </message>
    <message>
        <source>Issued</source>
        <translation>签发</translation>
    </message>
    <message>
        <source>Issued again because</source>
        <translation>再次签发原因</translation>
    </message>
    <message>
        <source>Number and copy</source>
        <translation>编号和份号</translation>
    </message>
    <message>
        <source>Other copies</source>
        <translation>其他份</translation>
    </message>
    <message>
        <source>Signatures</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Voided {moment}: {reason}</source>
        <translation>{moment} 作废：{reason}</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>不同之处</translation>
    </message>
    <message>
        <source>does not hold</source>
        <translation>无效</translation>
    </message>
    <message>
        <source>sound</source>
        <translation>有效</translation>
    </message>
    <message>
        <source>sound; its authority is not known here</source>
        <translation>有效；颁发机构不在本机信任之列</translation>
    </message>
    <message>
        <source>{form}, {copy}, {language}</source>
        <translation>{form}，{copy}，{language}</translation>
    </message>
    <message>
        <source>{outcome}, but it counts no more</source>
        <translation>{outcome}，但已不作数</translation>
    </message>
</context>
<context>
    <name>VerifyOffer</name>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>See the verification</source>
        <translation>查看核验结果</translation>
    </message>
    <message>
        <source>{name} bears the number of a form, {serial}: {outcome}. It is evidence.</source>
        <translation>{name} 带有表单编号 {serial}：{outcome}。已作为证据收下。</translation>
    </message>
</context>
<context>
    <name>VerifyPage</name>
    <message>
        <source>A hand scanner reads the square code of a paper. A picture of a form cannot be verified: scan its code.</source>
        <translation>扫码枪可读取纸面上的二维码。表单的照片无法核验，请扫描二维码。</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>返回列表</translation>
    </message>
    <message>
        <source>Choose a PDF…</source>
        <translation>选择 PDF…</translation>
    </message>
    <message>
        <source>Drop a PDF anywhere on the window, scan the code, or type the number</source>
        <translation>把 PDF 拖到窗口任意处、扫描二维码，或输入编号</translation>
    </message>
    <message>
        <source>Scan the code, or type the number off the form</source>
        <translation>扫描二维码，或输入表单编号</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>核验</translation>
    </message>
    <message>
        <source>Verify a form</source>
        <translation>核验表单</translation>
    </message>
</context>
<context>
    <name>VersionsTab</name>
    <message>
        <source>Comes with the program</source>
        <translation>随程序提供</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Differs from</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>In force again…</source>
        <translation>重新生效…</translation>
    </message>
    <message>
        <source>Line by line</source>
        <translation>逐行</translation>
    </message>
    <message>
        <source>No difference.</source>
        <translation>没有差异。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Page by page</source>
        <translation>逐页对照</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>There is no version yet: save a draft.</source>
        <translation>还没有版本：先存一份草稿。</translation>
    </message>
    <message>
        <source>This is the only version so far. With the next one, what differs stands here.</source>
        <translation>目前只有这一个版本。有了下一个版本，这里显示两者的不同。</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>tried</source>
        <translation>已试算</translation>
    </message>
    <message>
        <source>{who} put it in force</source>
        <translation>{who}生效</translation>
    </message>
    <message>
        <source>{who} retired it</source>
        <translation>{who}停用</translation>
    </message>
    <message>
        <source>{who} reviewed it</source>
        <translation>{who}审核</translation>
    </message>
    <message>
        <source>{who} wrote it</source>
        <translation>{who}撰写</translation>
    </message>
</context>
<context>
    <name>Viewer</name>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭（Esc）</translation>
    </message>
    <message>
        <source>Open outside</source>
        <translation>用其他程序打开</translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation>另存为…</translation>
    </message>
</context>
<context>
    <name>Voiding</name>
    <message>
        <source>Copy {n} of {serial} is void.</source>
        <translation>{serial} 的第 {n} 份已作废。</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>作废</translation>
    </message>
    <message>
        <source>Void copy {n} of {serial}? The number stays used. Say why.</source>
        <translation>作废 {serial} 的第 {n} 份？编号仍算已使用。请说明原因。</translation>
    </message>
    <message>
        <source>{form} has the number {serial} now.</source>
        <translation>{form}现编号为 {serial}。</translation>
    </message>
    <message>
        <source>{serial} has copies that are not void. Void them first.</source>
        <translation>{serial} 还有未作废的份，请先作废。</translation>
    </message>
</context>
<context>
    <name>Waiting</name>
    <message>
        <source>Changes that wait to be sent</source>
        <translation>等待发出的修改</translation>
    </message>
    <message>
        <source>Held back · {n}</source>
        <translation>暂不能发出 · {n}</translation>
    </message>
    <message>
        <source>Kept until the line is back · {n}</source>
        <translation>已存在本机，等恢复连接 · {n}</translation>
    </message>
    <message>
        <source>On their way · {n}</source>
        <translation>正在发出 · {n}</translation>
    </message>
    <message>
        <source>The shared database takes nothing from this desk now: {reason}</source>
        <translation>共享数据库目前不接收本机的修改：{reason}</translation>
    </message>
    <message>
        <source>tried {n} times</source>
        <translation>已试 {n} 次</translation>
    </message>
    <message>
        <source>… and {n} more</source>
        <translation>……另有 {n} 项</translation>
    </message>
</context>
<context>
    <name>WaybillRow</name>
    <message>
        <source>Not on this desk yet; it will be noted.</source>
        <translation>本机还没有此运单，将会记录。</translation>
    </message>
    <message>
        <source>Ticket {number} about this parcel is open: {kind}, with {owner}.</source>
        <translation>此快件的工单 {number} 仍在处理：{kind}，负责人{owner}。</translation>
    </message>
    <message>
        <source>Waybill, or its last four digits</source>
        <translation>运单号或后四位</translation>
    </message>
    <message>
        <source>insured {sum}</source>
        <translation>保价 {sum}</translation>
    </message>
    <message>
        <source>nobody yet</source>
        <translation>暂无</translation>
    </message>
</context>
<context>
    <name>WhenPick</name>
    <message>
        <source>&amp;From</source>
        <translation>从(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Now</source>
        <extracomment>The moment that stands there before somebody chooses one, from now on.</extracomment>
        <translation>立即(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Tomorrow 00:00</source>
        <translation>明天 00:00(&amp;T)</translation>
    </message>
</context>
<context>
    <name>WishCard</name>
    <message>
        <source>Copy</source>
        <translation>联次</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>表单</translation>
    </message>
    <message>
        <source>Forms…</source>
        <translation>表单…</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>The customer&apos;s copy has telephone numbers, accounts and addresses masked.</source>
        <translation>客户联已遮盖电话、账号和地址。</translation>
    </message>
    <message>
        <source>Wording and parts of this form</source>
        <translation>此表单的措辞和组成</translation>
    </message>
</context>
<context>
    <name>WordsEdit</name>
    <message>
        <source>As for all channels.</source>
        <translation>与通用正文相同。</translation>
    </message>
    <message>
        <source>As for all channels. Write here to say it otherwise for this one.</source>
        <translation>与通用正文相同。在这里写下该渠道的专用说法。</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>渠道</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Put in…</source>
        <translation>插入…</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>What may stand in the words: Ctrl+Shift+Space, or type {{</source>
        <translation>可插入的内容：Ctrl+Shift+空格，或输入 {{</translation>
    </message>
    <message>
        <source>What the script is for, in a few words</source>
        <extracomment>The channel that stands for all which have no words of their own.</extracomment>
        <translation>用几个字说明话术用途</translation>
    </message>
    <message>
        <source>Write the words. Type {{ to put in a fact.</source>
        <translation>写下正文。输入 {{ 插入事实。</translation>
    </message>
</context>
<context>
    <name>YearPicture</name>
    <message>
        <source>Closed</source>
        <translation>休息</translation>
    </message>
    <message>
        <source>Holiday</source>
        <translation>节假日</translation>
    </message>
    <message>
        <source>Hours of its own</source>
        <translation>特别时间</translation>
    </message>
    <message>
        <source>Make-up working day</source>
        <translation>调休上班</translation>
    </message>
    <message>
        <source>Open</source>
        <extracomment>Kind of day -&gt; (what is said, ground, letters); colour tokens.</extracomment>
        <translation>开放</translation>
    </message>
    <message>
        <source>{year}: {holidays} holidays, {makeup} make-up working days</source>
        <translation>{year}：{holidays} 天假日，{makeup} 天调休上班</translation>
    </message>
</context>
<context>
    <name>_ActRow</name>
    <message>
        <source>Take out</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>What follows</source>
        <translation>后续操作</translation>
    </message>
</context>
<context>
    <name>_Line</name>
    <message>
        <source>Amount taken off</source>
        <translation>扣减金额</translation>
    </message>
    <message>
        <source>For what</source>
        <translation>扣减事由</translation>
    </message>
    <message>
        <source>Take this out</source>
        <translation>移除此项</translation>
    </message>
</context>
<context>
    <name>_Sides</name>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>组</translation>
    </message>
    <message>
        <source>Procedure</source>
        <translation>流程</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>大区</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Time limits</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>现行</translation>
    </message>
    <message>
        <source>Under the draft</source>
        <translation>按草稿</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
</context>
<context>
    <name>act</name>
    <message>
        <source>A call-back</source>
        <translation>安排回访</translation>
    </message>
    <message>
        <source>A call-back that nobody answered</source>
        <translation>回访无人接听</translation>
    </message>
    <message>
        <source>A department&apos;s answer</source>
        <translation>部门答复</translation>
    </message>
    <message>
        <source>A draft of the rules</source>
        <translation>规则草稿</translation>
    </message>
    <message>
        <source>A new ticket</source>
        <translation>新建工单</translation>
    </message>
    <message>
        <source>A note</source>
        <translation>添加备注</translation>
    </message>
    <message>
        <source>A payment file for the bank</source>
        <translation>生成付款文件</translation>
    </message>
    <message>
        <source>A payment that came back</source>
        <translation>付款退回</translation>
    </message>
    <message>
        <source>A payment that did not go through</source>
        <translation>付款失败</translation>
    </message>
    <message>
        <source>A promise</source>
        <translation>作出承诺</translation>
    </message>
    <message>
        <source>A promise that was kept</source>
        <translation>承诺已兑现</translation>
    </message>
    <message>
        <source>A promise that was not kept</source>
        <translation>承诺未兑现</translation>
    </message>
    <message>
        <source>A record of a step</source>
        <translation>步骤登记</translation>
    </message>
    <message>
        <source>A reply</source>
        <translation>回复</translation>
    </message>
    <message>
        <source>A signed agreement</source>
        <translation>签回的协议</translation>
    </message>
    <message>
        <source>A step of the procedure</source>
        <translation>流程步骤</translation>
    </message>
    <message>
        <source>A task for a department</source>
        <translation>部门协办任务</translation>
    </message>
    <message>
        <source>An answer to an offer</source>
        <translation>登记赔付方案答复</translation>
    </message>
    <message>
        <source>An objection</source>
        <translation>异议</translation>
    </message>
    <message>
        <source>An offer</source>
        <translation>提出赔付方案</translation>
    </message>
    <message>
        <source>An urge</source>
        <translation>记录催单</translation>
    </message>
    <message>
        <source>Another class</source>
        <translation>更改类别</translation>
    </message>
    <message>
        <source>Another mood</source>
        <translation>更改情绪</translation>
    </message>
    <message>
        <source>Another priority</source>
        <translation>更改优先级</translation>
    </message>
    <message>
        <source>Answering an objection</source>
        <translation>答复异议</translation>
    </message>
    <message>
        <source>Answers of a diagnosis</source>
        <extracomment>Actions of workstation.actions by class name.</extracomment>
        <translation>诊断的回答</translation>
    </message>
    <message>
        <source>Approving linked claims</source>
        <translation>核准合并理赔</translation>
    </message>
    <message>
        <source>Approving the claim</source>
        <translation>批准理赔</translation>
    </message>
    <message>
        <source>Asking for a payment</source>
        <translation>申请付款</translation>
    </message>
    <message>
        <source>Asking for evidence</source>
        <translation>索取证据</translation>
    </message>
    <message>
        <source>Asking for linked claims to be paid</source>
        <translation>合并理赔申请付款</translation>
    </message>
    <message>
        <source>Assigning the ticket</source>
        <translation>分派工单</translation>
    </message>
    <message>
        <source>Attaching a file</source>
        <translation>添加附件</translation>
    </message>
    <message>
        <source>Cancelling a call-back</source>
        <translation>取消回访</translation>
    </message>
    <message>
        <source>Changing a key account</source>
        <translation>修改大客户资料</translation>
    </message>
    <message>
        <source>Changing the claim</source>
        <translation>修改理赔</translation>
    </message>
    <message>
        <source>Changing the customer</source>
        <translation>修改客户</translation>
    </message>
    <message>
        <source>Changing the parcel</source>
        <translation>修改包裹</translation>
    </message>
    <message>
        <source>Changing the team</source>
        <translation>修改人员</translation>
    </message>
    <message>
        <source>Choosing a value</source>
        <translation>选定取值</translation>
    </message>
    <message>
        <source>Closing the ticket</source>
        <translation>关闭工单</translation>
    </message>
    <message>
        <source>Confirming a payment</source>
        <translation>确认付款</translation>
    </message>
    <message>
        <source>Correcting facts</source>
        <translation>更正信息</translation>
    </message>
    <message>
        <source>Correcting the group</source>
        <translation>更正小组</translation>
    </message>
    <message>
        <source>Dropping a view</source>
        <translation>删除视图</translation>
    </message>
    <message>
        <source>Ending a delegation</source>
        <translation>终止授权</translation>
    </message>
    <message>
        <source>Escalating</source>
        <translation>升级</translation>
    </message>
    <message>
        <source>Evidence that came</source>
        <translation>收到证据</translation>
    </message>
    <message>
        <source>Evidence that came too late</source>
        <translation>证据逾期</translation>
    </message>
    <message>
        <source>Explaining a number of a form</source>
        <translation>说明表单编号去向</translation>
    </message>
    <message>
        <source>Giving the ticket back</source>
        <translation>退回工单</translation>
    </message>
    <message>
        <source>Going back a step</source>
        <translation>退回上一步</translation>
    </message>
    <message>
        <source>Going on without evidence</source>
        <translation>免除证据</translation>
    </message>
    <message>
        <source>Hidden facts shown on a terminal</source>
        <translation>在终端查看隐藏信息</translation>
    </message>
    <message>
        <source>Lending the right to approve</source>
        <translation>授权审批</translation>
    </message>
    <message>
        <source>Linking as a duplicate</source>
        <translation>关联为重复</translation>
    </message>
    <message>
        <source>Linking claims</source>
        <translation>合并理赔</translation>
    </message>
    <message>
        <source>Listing the evidence that is needed</source>
        <translation>列出所需证据</translation>
    </message>
    <message>
        <source>Looking at a hidden fact</source>
        <translation>查看隐藏信息</translation>
    </message>
    <message>
        <source>Looking at evidence</source>
        <translation>审核证据</translation>
    </message>
    <message>
        <source>Making a claim</source>
        <translation>发起理赔</translation>
    </message>
    <message>
        <source>Marking a picture</source>
        <translation>标注图片</translation>
    </message>
    <message>
        <source>Merging</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Moving a call-back</source>
        <translation>回访改期</translation>
    </message>
    <message>
        <source>Noting a call</source>
        <translation>记录通话</translation>
    </message>
    <message>
        <source>Noting what became of a message</source>
        <translation>登记消息发送结果</translation>
    </message>
    <message>
        <source>Noting what evidence is needed</source>
        <translation>登记所需证据</translation>
    </message>
    <message>
        <source>Numbering a form</source>
        <translation>表单编号</translation>
    </message>
    <message>
        <source>Numbering the claim form</source>
        <translation>理赔单编号</translation>
    </message>
    <message>
        <source>Printing the claim form</source>
        <translation>打印理赔单</translation>
    </message>
    <message>
        <source>Putting a version of the rules in force</source>
        <translation>启用规则版本</translation>
    </message>
    <message>
        <source>Putting an earlier version of the rules in force again</source>
        <translation>重新启用较早的规则版本</translation>
    </message>
    <message>
        <source>Putting refused work aside</source>
        <translation>放弃未被接受的修改</translation>
    </message>
    <message>
        <source>Putting the ticket on a step</source>
        <translation>重新安放步骤</translation>
    </message>
    <message>
        <source>Recording the payment</source>
        <translation>登记付款</translation>
    </message>
    <message>
        <source>Rejecting the claim</source>
        <translation>驳回理赔</translation>
    </message>
    <message>
        <source>Reminding of evidence</source>
        <translation>提醒补材料</translation>
    </message>
    <message>
        <source>Reopening</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>Resolving</source>
        <translation>办结</translation>
    </message>
    <message>
        <source>Resuming work</source>
        <translation>恢复处理</translation>
    </message>
    <message>
        <source>Saving a view</source>
        <translation>保存视图</translation>
    </message>
    <message>
        <source>Saying what a file proves</source>
        <translation>归类证据文件</translation>
    </message>
    <message>
        <source>Sending again</source>
        <translation>重新发送</translation>
    </message>
    <message>
        <source>Several changes at once</source>
        <translation>批量改动</translation>
    </message>
    <message>
        <source>Skills and room of a person</source>
        <translation>人员的技能和接单上限</translation>
    </message>
    <message>
        <source>Skipping the ticket</source>
        <translation>跳过工单</translation>
    </message>
    <message>
        <source>Submitting the claim</source>
        <translation>提交理赔</translation>
    </message>
    <message>
        <source>Taking a file in</source>
        <translation>导入文件</translation>
    </message>
    <message>
        <source>Taking a file out of a claim</source>
        <translation>把文件移出理赔</translation>
    </message>
    <message>
        <source>Taking a message back</source>
        <translation>撤回消息</translation>
    </message>
    <message>
        <source>Taking a payment back</source>
        <translation>取消付款</translation>
    </message>
    <message>
        <source>Taking a task back</source>
        <translation>撤回任务</translation>
    </message>
    <message>
        <source>Taking an approval back</source>
        <translation>撤销审批</translation>
    </message>
    <message>
        <source>Taking claims out of their bundle</source>
        <translation>移出合并理赔</translation>
    </message>
    <message>
        <source>Taking records in</source>
        <translation>导入记录</translation>
    </message>
    <message>
        <source>Taking something back</source>
        <translation>撤销操作</translation>
    </message>
    <message>
        <source>Taking the claim back to a draft</source>
        <translation>退回理赔草稿</translation>
    </message>
    <message>
        <source>Taking the ticket</source>
        <translation>领取工单</translation>
    </message>
    <message>
        <source>The result of a call-back</source>
        <translation>回访结果</translation>
    </message>
    <message>
        <source>Transferring</source>
        <translation>转组</translation>
    </message>
    <message>
        <source>Trying a draft of the rules</source>
        <translation>试算规则草稿</translation>
    </message>
    <message>
        <source>Voiding a payment file</source>
        <translation>作废付款文件</translation>
    </message>
    <message>
        <source>Voiding a printed form</source>
        <translation>作废已打印表单</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>转为等待</translation>
    </message>
    <message>
        <source>What became of a recovery</source>
        <translation>追偿结果</translation>
    </message>
    <message>
        <source>What is to come back from a unit</source>
        <translation>登记追偿</translation>
    </message>
    <message>
        <source>Who is available</source>
        <translation>在岗状态</translation>
    </message>
    <message>
        <source>Withdrawing a promise</source>
        <translation>撤回承诺</translation>
    </message>
    <message>
        <source>Withdrawing a version of the rules</source>
        <translation>撤回规则版本</translation>
    </message>
    <message>
        <source>Withdrawing the claim</source>
        <translation>撤回理赔</translation>
    </message>
    <message>
        <source>Writing a file out</source>
        <translation>导出文件</translation>
    </message>
</context>
<context>
    <name>acts</name>
    <message>
        <source>Assign</source>
        <translation>指派</translation>
    </message>
    <message>
        <source>Call the customer back</source>
        <translation>安排回访</translation>
    </message>
    <message>
        <source>Called by</source>
        <translation>回访人</translation>
    </message>
    <message>
        <source>Cancel it</source>
        <translation>取消回访</translation>
    </message>
    <message>
        <source>Cancel the call-back</source>
        <translation>取消回访</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Change class</source>
        <translation>修改分类</translation>
    </message>
    <message>
        <source>Claim once more</source>
        <translation>再次理赔</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>更正</translation>
    </message>
    <message>
        <source>Escalate</source>
        <translation>升级</translation>
    </message>
    <message>
        <source>Hand-over</source>
        <translation>交接说明</translation>
    </message>
    <message>
        <source>Kept with your name</source>
        <translation>将与您的姓名一起保存</translation>
    </message>
    <message>
        <source>Kept {when}</source>
        <translation>{when}兑现</translation>
    </message>
    <message>
        <source>Link and close</source>
        <translation>关联并关闭</translation>
    </message>
    <message>
        <source>Link as a duplicate</source>
        <translation>标记为重复</translation>
    </message>
    <message>
        <source>Make a claim</source>
        <translation>生成理赔</translation>
    </message>
    <message>
        <source>Merge and close</source>
        <translation>合并并关闭</translation>
    </message>
    <message>
        <source>Merge into another ticket</source>
        <translation>并入其他工单</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>改期</translation>
    </message>
    <message>
        <source>Move the call-back</source>
        <translation>回访改期</translation>
    </message>
    <message>
        <source>Nobody (back to the queue)</source>
        <translation>无人（退回队列）</translation>
    </message>
    <message>
        <source>Nobody answered</source>
        <translation>无人接听</translation>
    </message>
    <message>
        <source>Not kept</source>
        <translation>未兑现</translation>
    </message>
    <message>
        <source>Not kept in time</source>
        <translation>未按时兑现</translation>
    </message>
    <message>
        <source>Note it</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Priority and mood</source>
        <translation>优先级与情绪</translation>
    </message>
    <message>
        <source>Promise</source>
        <translation>承诺</translation>
    </message>
    <message>
        <source>Promise not kept</source>
        <translation>承诺未兑现</translation>
    </message>
    <message>
        <source>Promise to the customer</source>
        <translation>对客户的承诺</translation>
    </message>
    <message>
        <source>Promised to</source>
        <translation>对谁承诺</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation>解决</translation>
    </message>
    <message>
        <source>Result of the call-back</source>
        <translation>回访结果</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Send all the same</source>
        <translation>仍然发送</translation>
    </message>
    <message>
        <source>Send and resolve</source>
        <translation>发送并解决</translation>
    </message>
    <message>
        <source>Set it</source>
        <translation>安排</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Show a hidden fact</source>
        <translation>显示隐藏信息</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Skip this ticket</source>
        <translation>跳过本工单</translation>
    </message>
    <message>
        <source>Such as: call with the result of the search</source>
        <translation>例如：回电告知查件结果</translation>
    </message>
    <message>
        <source>Such as: whether the money arrived</source>
        <translation>例如：赔款是否到账</translation>
    </message>
    <message>
        <source>Take the case up again</source>
        <translation>重新处理此工单</translation>
    </message>
    <message>
        <source>The customer urges</source>
        <translation>客户催单</translation>
    </message>
    <message>
        <source>The rules chose the wrong group; the note says why</source>
        <translation>规则分错了组，备注中说明原因</translation>
    </message>
    <message>
        <source>Then take the next ticket</source>
        <translation>然后取下一单</translation>
    </message>
    <message>
        <source>Ticket</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>转组</translation>
    </message>
    <message>
        <source>Transfer to a group</source>
        <translation>转到其他组</translation>
    </message>
    <message>
        <source>Wait</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>Was it kept in time?</source>
        <translation>是否按时兑现？</translation>
    </message>
    <message>
        <source>What was done, what is promised, what is next</source>
        <translation>做了什么、承诺了什么、下一步是什么</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Withdraw a promise</source>
        <translation>撤回承诺</translation>
    </message>
    <message>
        <source>another time…</source>
        <translation>其他时间…</translation>
    </message>
    <message>
        <source>at {time}</source>
        <translation>于 {time} </translation>
    </message>
    <message>
        <source>in a week</source>
        <translation>一周后</translation>
    </message>
    <message>
        <source>in three days</source>
        <translation>三天后</translation>
    </message>
    <message>
        <source>in {span}</source>
        <translation>{span}后</translation>
    </message>
    <message>
        <source>no time set</source>
        <translation>不设时间</translation>
    </message>
    <message>
        <source>not asked</source>
        <translation>未询问</translation>
    </message>
    <message>
        <source>today 18:00</source>
        <translation>今天 18:00</translation>
    </message>
    <message>
        <source>tomorrow 18:00</source>
        <translation>明天 18:00</translation>
    </message>
    <message>
        <source>tomorrow 9:00</source>
        <translation>明天 9:00</translation>
    </message>
    <message>
        <source>when the rule says</source>
        <translation>按规则的间隔</translation>
    </message>
    <message>
        <source>whoever has the ticket</source>
        <translation>由工单负责人</translation>
    </message>
    <message>
        <source>{span} earlier, at {time}</source>
        <translation>提前 {span}（{time}）</translation>
    </message>
    <message>
        <source>{what} – its time was over at {time}.</source>
        <translation>{what}——时限 {time} 已过。</translation>
    </message>
</context>
<context>
    <name>approval</name>
    <message>
        <source>Approval taken back</source>
        <translation>审批撤销</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>已批准</translation>
    </message>
    <message>
        <source>Handed in</source>
        <translation>已提交</translation>
    </message>
    <message>
        <source>To weigh before approving:</source>
        <translation>审批前请斟酌：</translation>
    </message>
    <message>
        <source>Turned down</source>
        <translation>已驳回</translation>
    </message>
    <message>
        <source>{n} items, {sum}</source>
        <translation>{n} 项，{sum}</translation>
    </message>
</context>
<context>
    <name>area</name>
    <message>
        <source>Domestic</source>
        <translation>境内</translation>
    </message>
    <message>
        <source>Hong Kong, Macao, Taiwan</source>
        <translation>港澳台</translation>
    </message>
    <message>
        <source>Overseas</source>
        <translation>境外</translation>
    </message>
</context>
<context>
    <name>assigning</name>
    <message>
        <source>Nobody (back to the queue)</source>
        <translation>无人（退回队列）</translation>
    </message>
    <message>
        <source>People, the best first</source>
        <translation>人员，最合适的在前</translation>
    </message>
    <message>
        <source>lacks {skills}</source>
        <translation>缺少技能：{skills}</translation>
    </message>
    <message>
        <source>{n} of {room} open</source>
        <translation>未结 {n}/{room}</translation>
    </message>
    <message>
        <source>{n} open</source>
        <translation>未结 {n}</translation>
    </message>
</context>
<context>
    <name>automatic</name>
    <message>
        <source>Appeal {appeal} answered to the regulator</source>
        <translation>申诉 {appeal} 已答复邮政管理部门</translation>
    </message>
    <message>
        <source>Appeal {appeal} at the regulator (12305)</source>
        <translation>收到邮政管理部门（12305）申诉 {appeal}</translation>
    </message>
    <message>
        <source>By rule “{name}” ({version}): {acts}</source>
        <translation>规则“{name}”（{version}）：{acts}</translation>
    </message>
    <message>
        <source>Message not sent, for it has gaps: {gaps}</source>
        <translation>有空缺，未发送：{gaps}</translation>
    </message>
    <message>
        <source>Message not sent, for it says “{held}”: {why}</source>
        <translation>消息未发出，其中有“{held}”：{why}</translation>
    </message>
    <message>
        <source>Message not sent: it is too long for its channel</source>
        <translation>消息未发出：超出渠道允许的长度</translation>
    </message>
    <message>
        <source>Message not sent: the channel is not set up</source>
        <translation>渠道未设置，未发送</translation>
    </message>
    <message>
        <source>Message not sent: there is nobody to send it to</source>
        <translation>没有收件人，未发送</translation>
    </message>
    <message>
        <source>Notice to {people}: {words}</source>
        <translation>提醒 {people}：{words}</translation>
    </message>
    <message>
        <source>Proposed message, not sent</source>
        <translation>拟好的消息，尚未发送</translation>
    </message>
    <message>
        <source>Rules that set each other off were stopped: {chain}</source>
        <translation>自动规则互相触发，已停止：{chain}</translation>
    </message>
    <message>
        <source>ask a department</source>
        <translation>请部门协助</translation>
    </message>
    <message>
        <source>assign</source>
        <translation>指派</translation>
    </message>
    <message>
        <source>could not be done: {acts}</source>
        <translation>未能执行：{acts}</translation>
    </message>
    <message>
        <source>end the wait</source>
        <translation>恢复处理</translation>
    </message>
    <message>
        <source>escalate</source>
        <translation>升级</translation>
    </message>
    <message>
        <source>go to a step</source>
        <translation>进入步骤</translation>
    </message>
    <message>
        <source>note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>notify</source>
        <translation>提醒</translation>
    </message>
    <message>
        <source>promise</source>
        <translation>作出承诺</translation>
    </message>
    <message>
        <source>propose a message</source>
        <translation>拟好消息</translation>
    </message>
    <message>
        <source>raise the priority</source>
        <translation>提高优先级</translation>
    </message>
    <message>
        <source>resolve</source>
        <translation>办结</translation>
    </message>
    <message>
        <source>send a message</source>
        <translation>发送消息</translation>
    </message>
    <message>
        <source>set a call-back</source>
        <translation>安排回访</translation>
    </message>
    <message>
        <source>set the lane</source>
        <translation>设置通道</translation>
    </message>
    <message>
        <source>set the priority</source>
        <translation>设置优先级</translation>
    </message>
    <message>
        <source>tag</source>
        <translation>加标签</translation>
    </message>
    <message>
        <source>take a tag off</source>
        <translation>去掉标签</translation>
    </message>
    <message>
        <source>take it</source>
        <translation>领取</translation>
    </message>
    <message>
        <source>transfer</source>
        <translation>转组</translation>
    </message>
    <message>
        <source>urge</source>
        <translation>催单</translation>
    </message>
    <message>
        <source>wait</source>
        <translation>等待</translation>
    </message>
</context>
<context>
    <name>availability</name>
    <message>
        <source>Available</source>
        <translation>在岗</translation>
    </message>
    <message>
        <source>Away</source>
        <translation>离开</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>忙碌</translation>
    </message>
    <message>
        <source>away</source>
        <translation>已离开</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>忙碌中</translation>
    </message>
    <message>
        <source>lacks a skill</source>
        <translation>缺少必需技能</translation>
    </message>
    <message>
        <source>no longer here</source>
        <extracomment>Why somebody is not given a ticket, by workstation.domain.assignment.REASONS.</extracomment>
        <translation>已离职</translation>
    </message>
    <message>
        <source>no room</source>
        <translation>已满额</translation>
    </message>
    <message>
        <source>other group</source>
        <translation>其他组</translation>
    </message>
    <message>
        <source>other region</source>
        <translation>其他区域</translation>
    </message>
</context>
<context>
    <name>bank_answer</name>
    <message>
        <source>Came back</source>
        <translation>已退回</translation>
    </message>
    <message>
        <source>Differs</source>
        <translation>不符</translation>
    </message>
    <message>
        <source>Not ours</source>
        <translation>非本方</translation>
    </message>
    <message>
        <source>Not settled yet</source>
        <translation>尚无结果</translation>
    </message>
    <message>
        <source>One of several</source>
        <translation>无法区分</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>已支付</translation>
    </message>
    <message>
        <source>Paid twice?</source>
        <translation>疑似重复</translation>
    </message>
    <message>
        <source>Recorded before</source>
        <translation>已登记</translation>
    </message>
    <message>
        <source>the account</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>the name</source>
        <translation>户名</translation>
    </message>
    <message>
        <source>the state</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>the sum</source>
        <translation>金额</translation>
    </message>
</context>
<context>
    <name>basis</name>
    <message>
        <source>A limit of standard terms: it does not hold if it was not pointed out to the sender, or on intent or gross negligence. The whole loss is {loss}</source>
        <translation>格式条款限额：未向寄件人提示说明，或有故意、重大过失的，不生效。全部损失为 {loss}</translation>
    </message>
    <message>
        <source>All is lost: the loss is the value, {value}</source>
        <translation>全部损失：损失即货物价值 {value}</translation>
    </message>
    <message>
        <source>At least {minimum}</source>
        <translation>不低于 {minimum}</translation>
    </message>
    <message>
        <source>At most {cap} for each item: {result}</source>
        <translation>每件物品最高 {cap}：{result}</translation>
    </message>
    <message>
        <source>At most {ceiling}</source>
        <translation>最高不超过 {ceiling}</translation>
    </message>
    <message>
        <source>By law and terms nothing is due</source>
        <translation>按法律和条款不予赔偿</translation>
    </message>
    <message>
        <source>Delay: nothing beyond the freight</source>
        <translation>延误：除运费外不予赔偿</translation>
    </message>
    <message>
        <source>Each item counts up to its own value: of the loss of {loss}, {result}</source>
        <translation>各物品以自身价值为限：损失 {loss} 中计 {result}</translation>
    </message>
    <message>
        <source>Fixed by law: {multiple} × {freight} = {result}</source>
        <translation>法定标准：{multiple} × {freight} = {result}</translation>
    </message>
    <message>
        <source>Freight for the lost share: {freight} × {loss} ÷ {value} = {result}</source>
        <translation>按损失比例退运费：{freight} × {loss} ÷ {value} = {result}</translation>
    </message>
    <message>
        <source>Freight paid back: {freight}</source>
        <translation>退还运费：{freight}</translation>
    </message>
    <message>
        <source>Fully insured ({insured} of {value}): the loss, {result}</source>
        <translation>足额保价（{insured} / {value}）：按损失赔付 {result}</translation>
    </message>
    <message>
        <source>Insured, all is lost: the insured sum, {result}</source>
        <translation>已保价且全部灭失：按保价金额 {result}</translation>
    </message>
    <message>
        <source>Insured: {loss} × {insured} ÷ {value} = {result}</source>
        <translation>保价：{loss} × {insured} ÷ {value} = {result}</translation>
    </message>
    <message>
        <source>Not insured: {loss}, at most {multiple} × {freight} = {cap}, gives {result}</source>
        <translation>未保价：{loss}，最高 {multiple} × {freight} = {cap}，赔付 {result}</translation>
    </message>
    <message>
        <source>Paid on this parcel before: {earlier}; leaves {result}</source>
        <translation>本快件此前已赔 {earlier}；余 {result}</translation>
    </message>
    <message>
        <source>Rounded to whole {unit}: {result}</source>
        <translation>取整到 {unit}：{result}</translation>
    </message>
    <message>
        <source>Taken off, {what}: {deduction}; leaves {result}</source>
        <translation>扣减（{what}）{deduction}；余 {result}</translation>
    </message>
    <message>
        <source>The loss of {loss} counts up to the value, {value}</source>
        <translation>损失 {loss} 以货物价值 {value} 为限</translation>
    </message>
    <message>
        <source>The whole loss: {result}</source>
        <translation>全部损失：{result}</translation>
    </message>
    <message>
        <source>Together: {amount} + {freight} = {result}</source>
        <translation>合计：{amount} + {freight} = {result}</translation>
    </message>
    <message>
        <source>Worth of what remains with you, {salvage}, taken off the loss: {result}</source>
        <translation>残值 {salvage} 归客户，自损失中扣除：{result}</translation>
    </message>
    <message>
        <source>Worth of what remains with you, {salvage}, taken off: {result}</source>
        <translation>残值 {salvage} 归客户，自赔付中扣除：{result}</translation>
    </message>
    <message>
        <source>{name}: {result} for a loss of {loss}</source>
        <translation>{name}：损失 {loss}，赔付 {result}</translation>
    </message>
</context>
<context>
    <name>category</name>
    <message>
        <source>Documents</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Food</source>
        <translation>食品</translation>
    </message>
    <message>
        <source>Fragile</source>
        <translation>易碎品</translation>
    </message>
    <message>
        <source>Fresh</source>
        <translation>生鲜</translation>
    </message>
    <message>
        <source>Medicine</source>
        <translation>药品</translation>
    </message>
    <message>
        <source>Ordinary</source>
        <translation>普通物品</translation>
    </message>
    <message>
        <source>Valuable</source>
        <translation>贵重物品</translation>
    </message>
</context>
<context>
    <name>channel</name>
    <message>
        <source>Chat</source>
        <translation>在线会话</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>邮件</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Text message</source>
        <translation>短信</translation>
    </message>
    <message>
        <source>Web form</source>
        <translation>网页表单</translation>
    </message>
</context>
<context>
    <name>claim</name>
    <message>
        <source>A part of it</source>
        <translation>部分损失</translation>
    </message>
    <message>
        <source>All of it</source>
        <translation>全部损失</translation>
    </message>
    <message>
        <source>Monthly account</source>
        <translation>月结</translation>
    </message>
    <message>
        <source>Receiver</source>
        <translation>收件人</translation>
    </message>
    <message>
        <source>Sender</source>
        <translation>寄件人</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>第三方</translation>
    </message>
    <message>
        <source>The customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>We</source>
        <translation>本单位</translation>
    </message>
</context>
<context>
    <name>claim_kind</name>
    <message>
        <source>Cash on delivery</source>
        <translation>代收货款</translation>
    </message>
    <message>
        <source>Damage</source>
        <translation>损毁</translation>
    </message>
    <message>
        <source>Delay</source>
        <translation>延误</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>丢失</translation>
    </message>
    <message>
        <source>Missing contents</source>
        <translation>内件短少</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Spoilage</source>
        <translation>变质</translation>
    </message>
</context>
<context>
    <name>claim_next</name>
    <message>
        <source>Approve…</source>
        <translation>审批…</translation>
    </message>
    <message>
        <source>Ask for the evidence</source>
        <translation>索取证据</translation>
    </message>
    <message>
        <source>Ask for the payment</source>
        <translation>申请付款</translation>
    </message>
    <message>
        <source>Assess the loss</source>
        <translation>定损</translation>
    </message>
    <message>
        <source>Back to draft</source>
        <translation>退回草稿</translation>
    </message>
    <message>
        <source>Look at what came</source>
        <translation>审核证据</translation>
    </message>
    <message>
        <source>Make an offer</source>
        <translation>提出方案</translation>
    </message>
    <message>
        <source>Note the answer</source>
        <translation>登记答复</translation>
    </message>
    <message>
        <source>Note the signed agreement</source>
        <translation>登记签回的协议</translation>
    </message>
    <message>
        <source>Note what came</source>
        <translation>登记收到的证据</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Record the payment…</source>
        <translation>登记付款…</translation>
    </message>
    <message>
        <source>Submit</source>
        <translation>提交</translation>
    </message>
</context>
<context>
    <name>claim_stage</name>
    <message>
        <source>Agreed</source>
        <translation>已达成一致</translation>
    </message>
    <message>
        <source>Agreement signed</source>
        <translation>协议已签</translation>
    </message>
    <message>
        <source>Agreement to be signed</source>
        <translation>待签协议</translation>
    </message>
    <message>
        <source>Approved, to print</source>
        <translation>已审批，待打印</translation>
    </message>
    <message>
        <source>Assessed</source>
        <translation>已定损</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>已建立</translation>
    </message>
    <message>
        <source>Evidence complete</source>
        <translation>证据齐全</translation>
    </message>
    <message>
        <source>Evidence to ask for</source>
        <translation>待索取证据</translation>
    </message>
    <message>
        <source>Evidence to check</source>
        <translation>证据待审核</translation>
    </message>
    <message>
        <source>Offer not accepted</source>
        <translation>方案未被接受</translation>
    </message>
    <message>
        <source>Offer not answered</source>
        <translation>已提方案，待答复</translation>
    </message>
    <message>
        <source>Paid out</source>
        <translation>已赔付</translation>
    </message>
    <message>
        <source>Payment came back</source>
        <translation>付款退回</translation>
    </message>
    <message>
        <source>Payment requested</source>
        <translation>已申请付款</translation>
    </message>
    <message>
        <source>Payment with the bank</source>
        <translation>银行付款中</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>To be paid</source>
        <translation>待付款</translation>
    </message>
    <message>
        <source>Turned down</source>
        <translation>已驳回</translation>
    </message>
    <message>
        <source>Waits for approval</source>
        <translation>待审批</translation>
    </message>
    <message>
        <source>Waits for evidence</source>
        <translation>等待证据</translation>
    </message>
</context>
<context>
    <name>claim_status</name>
    <message>
        <source>Approved</source>
        <translation>已审批</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>已付款</translation>
    </message>
    <message>
        <source>Printed</source>
        <translation>已打印</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>已驳回</translation>
    </message>
    <message>
        <source>Submitted</source>
        <translation>已提交</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>已撤回</translation>
    </message>
</context>
<context>
    <name>commands</name>
    <message>
        <source>About Aftercare</source>
        <translation>关于售后工作台</translation>
    </message>
    <message>
        <source>Add files to the claim…</source>
        <translation>为理赔添加文件…</translation>
    </message>
    <message>
        <source>All claims</source>
        <translation>全部理赔</translation>
    </message>
    <message>
        <source>Approve…</source>
        <translation>审批…</translation>
    </message>
    <message>
        <source>Ask a department…</source>
        <translation>请部门协办…</translation>
    </message>
    <message>
        <source>Ask for the chosen payments</source>
        <translation>申请所选付款</translation>
    </message>
    <message>
        <source>Ask for the missing evidence…</source>
        <translation>索要还差的证据…</translation>
    </message>
    <message>
        <source>Assign to whoever has most room</source>
        <translation>指派给最有余量的人</translation>
    </message>
    <message>
        <source>Assign…</source>
        <translation>指派…</translation>
    </message>
    <message>
        <source>Attach files…</source>
        <translation>添加附件…</translation>
    </message>
    <message>
        <source>Available, busy or away…</source>
        <translation>在岗、忙碌或离开…</translation>
    </message>
    <message>
        <source>Back a step…</source>
        <translation>退回一步…</translation>
    </message>
    <message>
        <source>Back to the claim</source>
        <translation>回到理赔</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>返回列表</translation>
    </message>
    <message>
        <source>Call back later…</source>
        <translation>安排回访…</translation>
    </message>
    <message>
        <source>Change class…</source>
        <translation>修改分类…</translation>
    </message>
    <message>
        <source>Change priority…</source>
        <translation>修改优先级…</translation>
    </message>
    <message>
        <source>Change the desk…</source>
        <translation>更换工作台…</translation>
    </message>
    <message>
        <source>Choose the next step…</source>
        <translation>选择下一步…</translation>
    </message>
    <message>
        <source>Claim</source>
        <translation>理赔</translation>
    </message>
    <message>
        <source>Columns…</source>
        <translation>列设置…</translation>
    </message>
    <message>
        <source>Compare with the shared database now</source>
        <translation>立即与共享数据库核对</translation>
    </message>
    <message>
        <source>Copy the ticket&apos;s number</source>
        <translation>复制工单号</translation>
    </message>
    <message>
        <source>Create the ticket</source>
        <translation>创建工单</translation>
    </message>
    <message>
        <source>Customer urges…</source>
        <translation>客户催单…</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>工作台</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Escalate…</source>
        <translation>升级…</translation>
    </message>
    <message>
        <source>Exchange now</source>
        <translation>立即同步</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Filter the list…</source>
        <translation>筛选列表…</translation>
    </message>
    <message>
        <source>Find a command…</source>
        <translation>查找命令…</translation>
    </message>
    <message>
        <source>First button of the line that warns</source>
        <translation>按提示条的第一个按钮</translation>
    </message>
    <message>
        <source>Flow picture of the procedure</source>
        <translation>流程图</translation>
    </message>
    <message>
        <source>Go to view {n}</source>
        <translation>转到第 {n} 个视图</translation>
    </message>
    <message>
        <source>Goods of the claim</source>
        <translation>理赔的货物</translation>
    </message>
    <message>
        <source>Guided diagnosis…</source>
        <translation>智能诊断…</translation>
    </message>
    <message>
        <source>Import the bank&apos;s answer…</source>
        <translation>导入银行回执…</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Insert the proposed answer</source>
        <translation>插入建议的答复</translation>
    </message>
    <message>
        <source>Internal note</source>
        <translation>内部备注</translation>
    </message>
    <message>
        <source>Journal of this ticket</source>
        <translation>本工单的操作记录</translation>
    </message>
    <message>
        <source>Knowledge articles…</source>
        <translation>知识库…</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>浅色 / 深色</translation>
    </message>
    <message>
        <source>Limits and their sums</source>
        <translation>时限及其计算</translation>
    </message>
    <message>
        <source>Link as duplicate…</source>
        <translation>标记为重复…</translation>
    </message>
    <message>
        <source>Link the chosen claims</source>
        <translation>合并处理选中的理赔</translation>
    </message>
    <message>
        <source>Look up a caller…</source>
        <translation>查找来电客户…</translation>
    </message>
    <message>
        <source>Make a claim</source>
        <translation>发起理赔</translation>
    </message>
    <message>
        <source>Merge into another ticket…</source>
        <translation>并入其他工单…</translation>
    </message>
    <message>
        <source>New script</source>
        <translation>新建话术</translation>
    </message>
    <message>
        <source>New ticket</source>
        <translation>新建工单</translation>
    </message>
    <message>
        <source>Next claim that waits for me</source>
        <translation>下一件等我处理的理赔</translation>
    </message>
    <message>
        <source>Next thing of the step</source>
        <translation>本步骤的下一件事</translation>
    </message>
    <message>
        <source>Next ticket in the list</source>
        <translation>列表中下一张</translation>
    </message>
    <message>
        <source>Next turn of the script</source>
        <translation>话术的下一步</translation>
    </message>
    <message>
        <source>Next words better not said</source>
        <translation>下一处不宜说的话</translation>
    </message>
    <message>
        <source>Note an offer…</source>
        <translation>登记方案…</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>提醒</translation>
    </message>
    <message>
        <source>Objection of the claimant…</source>
        <translation>索赔人异议…</translation>
    </message>
    <message>
        <source>Open the claim</source>
        <translation>打开理赔单</translation>
    </message>
    <message>
        <source>Payment file for the bank…</source>
        <translation>生成付款文件…</translation>
    </message>
    <message>
        <source>Payments</source>
        <translation>付款</translation>
    </message>
    <message>
        <source>People, skills and load…</source>
        <translation>人员、技能与工作量…</translation>
    </message>
    <message>
        <source>Pictures and papers of the claim</source>
        <translation>理赔的图片和单据</translation>
    </message>
    <message>
        <source>Pictures from a camera…</source>
        <translation>从相机取图…</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>首选项…</translation>
    </message>
    <message>
        <source>Previous ticket in the list</source>
        <translation>列表中上一张</translation>
    </message>
    <message>
        <source>Print many claims…</source>
        <translation>批量打印理赔…</translation>
    </message>
    <message>
        <source>Print the claim form…</source>
        <translation>打印理赔单…</translation>
    </message>
    <message>
        <source>Printed forms…</source>
        <translation>打印表单…</translation>
    </message>
    <message>
        <source>Procedures as pictures</source>
        <translation>各组流程图</translation>
    </message>
    <message>
        <source>Promise…</source>
        <translation>作出承诺…</translation>
    </message>
    <message>
        <source>Put a fact into the script</source>
        <translation>在话术中插入事实</translation>
    </message>
    <message>
        <source>Put script {n} of my keys</source>
        <translation>插入我的第 {n} 条快捷话术</translation>
    </message>
    <message>
        <source>Put the draft in force…</source>
        <translation>让草稿生效…</translation>
    </message>
    <message>
        <source>Put the ticket on a step…</source>
        <translation>指定工单所在步骤…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Read a script aloud…</source>
        <translation>提词朗读话术…</translation>
    </message>
    <message>
        <source>Record the payment…</source>
        <translation>登记付款…</translation>
    </message>
    <message>
        <source>Redo the change of the rules</source>
        <translation>重做规则的修改</translation>
    </message>
    <message>
        <source>Register of printed forms</source>
        <translation>表单打印登记簿</translation>
    </message>
    <message>
        <source>Reject…</source>
        <translation>驳回…</translation>
    </message>
    <message>
        <source>Reopen…</source>
        <translation>重新打开…</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>回复</translation>
    </message>
    <message>
        <source>Reply scripts</source>
        <translation>话术</translation>
    </message>
    <message>
        <source>Resolve…</source>
        <translation>解决…</translation>
    </message>
    <message>
        <source>Result of the call-back…</source>
        <translation>记录回访结果…</translation>
    </message>
    <message>
        <source>Resume work</source>
        <translation>继续处理</translation>
    </message>
    <message>
        <source>Rules…</source>
        <translation>规则…</translation>
    </message>
    <message>
        <source>Save a form of the claim…</source>
        <translation>保存理赔表单…</translation>
    </message>
    <message>
        <source>Save as my script…</source>
        <translation>存为我的话术…</translation>
    </message>
    <message>
        <source>Save the draft of the rules</source>
        <translation>保存规则草稿</translation>
    </message>
    <message>
        <source>Save the draft of the script</source>
        <translation>保存话术草稿</translation>
    </message>
    <message>
        <source>Save this view…</source>
        <translation>保存当前视图…</translation>
    </message>
    <message>
        <source>Scripts behind the ten keys…</source>
        <translation>十个话术快捷键…</translation>
    </message>
    <message>
        <source>Scripts in Chinese or English</source>
        <translation>话术中文 / 英文</translation>
    </message>
    <message>
        <source>Scripts…</source>
        <translation>话术…</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search older tickets in the shared database</source>
        <translation>到共享数据库查更早的工单</translation>
    </message>
    <message>
        <source>Second button of the line that warns</source>
        <translation>按提示条的第二个按钮</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Send a form of the claim…</source>
        <translation>发送理赔表单…</translation>
    </message>
    <message>
        <source>Send and resolve…</source>
        <translation>发送并解决…</translation>
    </message>
    <message>
        <source>Shared database</source>
        <translation>共享数据库</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Skip…</source>
        <translation>跳过…</translation>
    </message>
    <message>
        <source>Submit the claim</source>
        <translation>提交理赔</translation>
    </message>
    <message>
        <source>Take next ticket</source>
        <extracomment>Where a command applies, from the outside in: an inner one takes a key from an outer one. Contexts whose keys count only while the keyboard focus is inside them.</extracomment>
        <translation>取下一单</translation>
    </message>
    <message>
        <source>Take this ticket</source>
        <translation>领取本工单</translation>
    </message>
    <message>
        <source>The claim before that waits for me</source>
        <translation>上一件等我处理的理赔</translation>
    </message>
    <message>
        <source>The claim&apos;s next step</source>
        <translation>理赔的下一步</translation>
    </message>
    <message>
        <source>The promise was kept</source>
        <translation>承诺已兑现</translation>
    </message>
    <message>
        <source>Ticket</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>Ticket beside the list or alone</source>
        <translation>工单并排或单独显示</translation>
    </message>
    <message>
        <source>To the next part of the window</source>
        <translation>切换到下一窗格</translation>
    </message>
    <message>
        <source>Transfer to a group…</source>
        <translation>转组…</translation>
    </message>
    <message>
        <source>Try the draft of the rules</source>
        <translation>试算规则草稿</translation>
    </message>
    <message>
        <source>Undo the last action</source>
        <translation>撤销上一步操作</translation>
    </message>
    <message>
        <source>Verify a form…</source>
        <translation>核验表单…</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Wait…</source>
        <translation>等待…</translation>
    </message>
    <message>
        <source>What is amiss with these words…</source>
        <translation>这句话哪里不妥…</translation>
    </message>
    <message>
        <source>What was refused</source>
        <translation>未被接受的修改</translation>
    </message>
    <message>
        <source>Who sits here…</source>
        <translation>值席人员…</translation>
    </message>
    <message>
        <source>Withdraw…</source>
        <translation>撤回…</translation>
    </message>
    <message>
        <source>Words better not said before these</source>
        <translation>上一处不宜说的话</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>工作</translation>
    </message>
    <message>
        <source>Write a form of the step…</source>
        <translation>填写本步骤的表单…</translation>
    </message>
    <message>
        <source>中文 / English</source>
        <translation>中文 / English</translation>
    </message>
</context>
<context>
    <name>condition</name>
    <message>
        <source> or </source>
        <translation> 或 </translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>Every ticket</source>
        <translation>所有工单</translation>
    </message>
    <message>
        <source>green lane</source>
        <translation>绿色通道</translation>
    </message>
    <message>
        <source>{fact} &lt; {value}</source>
        <translation>{fact} &lt; {value}</translation>
    </message>
    <message>
        <source>{fact} &gt; {value}</source>
        <translation>{fact} &gt; {value}</translation>
    </message>
    <message>
        <source>{fact} has {value}</source>
        <translation>{fact}含{value}</translation>
    </message>
    <message>
        <source>{fact} ≤ {value}</source>
        <translation>{fact} ≤ {value}</translation>
    </message>
    <message>
        <source>{fact} ≥ {value}</source>
        <translation>{fact} ≥ {value}</translation>
    </message>
    <message>
        <source>{fact}: known</source>
        <translation>{fact}：已知</translation>
    </message>
    <message>
        <source>{fact}: no</source>
        <translation>{fact}：否</translation>
    </message>
    <message>
        <source>{fact}: not known</source>
        <translation>{fact}：未知</translation>
    </message>
    <message>
        <source>{fact}: not {value}</source>
        <translation>{fact}：不是{value}</translation>
    </message>
    <message>
        <source>{fact}: yes</source>
        <translation>{fact}：是</translation>
    </message>
    <message>
        <source>{fact}: {value}</source>
        <translation>{fact}：{value}</translation>
    </message>
    <message>
        <source>… ({n})</source>
        <extracomment>Gives the name of a class, sub-type or cause by its code.</extracomment>
        <translation>…（共 {n} 项）</translation>
    </message>
</context>
<context>
    <name>counting</name>
    <message>
        <source>subject: {over} too many</source>
        <translation>主题超出 {over} 字</translation>
    </message>
    <message>
        <source>{n} characters · SMS × {parts}</source>
        <translation>{n} 字 · 短信 {parts} 条</translation>
    </message>
    <message>
        <source>{n} of {most} characters</source>
        <translation>{n} / {most} 字</translation>
    </message>
    <message>
        <source>{over} too many</source>
        <translation>超出 {over} 字</translation>
    </message>
</context>
<context>
    <name>customer</name>
    <message>
        <source>Cash customer</source>
        <translation>散单客户</translation>
    </message>
    <message>
        <source>Credit customer</source>
        <translation>月结客户</translation>
    </message>
    <message>
        <source>Key account</source>
        <translation>大客户</translation>
    </message>
</context>
<context>
    <name>delivery</name>
    <message>
        <source>A file could not be read.</source>
        <translation>有文件无法读取。</translation>
    </message>
    <message>
        <source>No safe connection: the certificate is not trusted.</source>
        <translation>无法建立安全连接：证书不受信任。</translation>
    </message>
    <message>
        <source>Not delivered</source>
        <translation>未送达</translation>
    </message>
    <message>
        <source>Not sent: this channel is set up wrongly. Mend the settings, then retry.</source>
        <translation>未发送：该渠道设置有误。请改正设置后重试。</translation>
    </message>
    <message>
        <source>Noted as spoken.</source>
        <translation>已记录为口头告知。</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>待发送</translation>
    </message>
    <message>
        <source>Recorded, not sent</source>
        <translation>已记录，未发送</translation>
    </message>
    <message>
        <source>Recorded, not sent: this channel is not set up.</source>
        <translation>只记录，未发送：此渠道未配置。</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>已发送</translation>
    </message>
    <message>
        <source>Spoken</source>
        <translation>已口头告知</translation>
    </message>
    <message>
        <source>Taken back before it left</source>
        <translation>发出前已撤回</translation>
    </message>
    <message>
        <source>Taken by the other side.</source>
        <translation>对方已接收。</translation>
    </message>
    <message>
        <source>The gateway cannot take it now.</source>
        <translation>网关暂时无法接收。</translation>
    </message>
    <message>
        <source>The gateway points elsewhere; its address must be corrected.</source>
        <translation>网关指向了别处，请更正其地址。</translation>
    </message>
    <message>
        <source>The gateway refused the message.</source>
        <translation>网关拒收此消息。</translation>
    </message>
    <message>
        <source>The mail server cannot do what the settings ask for.</source>
        <translation>邮件服务器不支持配置所要求的功能。</translation>
    </message>
    <message>
        <source>The mail server cannot take it now.</source>
        <translation>邮件服务器暂时无法接收。</translation>
    </message>
    <message>
        <source>The mail server refused the message.</source>
        <translation>邮件服务器拒收此邮件。</translation>
    </message>
    <message>
        <source>The mail server refused the recipient.</source>
        <translation>邮件服务器拒绝该收件人。</translation>
    </message>
    <message>
        <source>The mail server refused the sender.</source>
        <translation>邮件服务器拒绝该发件人。</translation>
    </message>
    <message>
        <source>The mail server refused user name or password.</source>
        <translation>邮件服务器不接受用户名或密码。</translation>
    </message>
    <message>
        <source>The server cannot be reached.</source>
        <translation>无法连接服务器。</translation>
    </message>
    <message>
        <source>The server did not answer in time.</source>
        <translation>服务器未及时应答。</translation>
    </message>
    <message>
        <source>This desk is a copy. The other one may have sent it; if not, send it again.</source>
        <translation>本机是另一台工位的副本，那台可能已发出；若未发出，请重新发送。</translation>
    </message>
    <message>
        <source>This is no usable address.</source>
        <translation>这不是可用的地址。</translation>
    </message>
</context>
<context>
    <name>department</name>
    <message>
        <source>Customs broker</source>
        <translation>报关行</translation>
    </message>
    <message>
        <source>Delivery outlet</source>
        <translation>派送网点</translation>
    </message>
    <message>
        <source>Dispatch</source>
        <translation>调度</translation>
    </message>
    <message>
        <source>Finance</source>
        <translation>财务</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>销售</translation>
    </message>
    <message>
        <source>Sorting hub</source>
        <translation>分拨中心</translation>
    </message>
</context>
<context>
    <name>dialogs</name>
    <message>
        <source>A workstation for courier and e-commerce after-sales service.</source>
        <translation>快递与电商售后服务工作台。</translation>
    </message>
    <message>
        <source>About Aftercare</source>
        <translation>关于售后工作台</translation>
    </message>
    <message>
        <source>Apache-2.0. Qt for Python (LGPL-3.0), Tabler Icons (MIT) and other free software; the papers beside the program name them all.</source>
        <translation>采用 Apache-2.0 许可。使用了 Qt for Python (LGPL-3.0)、Tabler Icons (MIT) 及其他自由软件，清单见随附文件。</translation>
    </message>
    <message>
        <source>Name or work number</source>
        <translation>姓名或工号</translation>
    </message>
    <message>
        <source>Type a command or its first letters</source>
        <translation>输入命令或拼音首字母</translation>
    </message>
    <message>
        <source>Whether tickets are given to you just now</source>
        <translation>现在是否给您派单</translation>
    </message>
</context>
<context>
    <name>difference</name>
    <message>
        <source>Article</source>
        <translation>文章</translation>
    </message>
    <message>
        <source>Automation</source>
        <translation>自动规则</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>大类</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>表单</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>组</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>Limit of claims</source>
        <translation>理赔时限</translation>
    </message>
    <message>
        <source>Macro</source>
        <translation>宏</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Script</source>
        <translation>话术</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>界限</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>子类</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>acts</source>
        <translation>动作</translation>
    </message>
    <message>
        <source>at least</source>
        <translation>至少</translation>
    </message>
    <message>
        <source>at most</source>
        <translation>至多</translation>
    </message>
    <message>
        <source>calendar</source>
        <translation>日历</translation>
    </message>
    <message>
        <source>condition</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>层次</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>name in Chinese</source>
        <translation>中文名称</translation>
    </message>
    <message>
        <source>name in English</source>
        <translation>英文名称</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>not</source>
        <translation>不是</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开关</translation>
    </message>
    <message>
        <source>opening hours</source>
        <translation>开放时间</translation>
    </message>
    <message>
        <source>pauses</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>phrases</source>
        <translation>词语</translation>
    </message>
    <message>
        <source>warns before (min)</source>
        <translation>提前提醒（分）</translation>
    </message>
    <message>
        <source>words in Chinese</source>
        <translation>中文说法</translation>
    </message>
    <message>
        <source>words in English</source>
        <translation>英文说法</translation>
    </message>
    <message>
        <source>words of other systems</source>
        <translation>其他系统用词</translation>
    </message>
    <message>
        <source>working days</source>
        <translation>工作日</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>{what}: added {after}</source>
        <translation>{what}：新增 {after}</translation>
    </message>
    <message>
        <source>{what}: from place {before} to {after}</source>
        <translation>{what}：由第 {before} 位移到第 {after} 位</translation>
    </message>
    <message>
        <source>{what}: removed {before}</source>
        <translation>{what}：删去 {before}</translation>
    </message>
    <message>
        <source>{what}: {before} → {after}</source>
        <translation>{what}：{before} → {after}</translation>
    </message>
</context>
<context>
    <name>done</name>
    <message>
        <source>Answer reported</source>
        <translation>答复已回报</translation>
    </message>
    <message>
        <source>Assigned</source>
        <translation>已指派</translation>
    </message>
    <message>
        <source>Call-back cancelled</source>
        <translation>已取消回访</translation>
    </message>
    <message>
        <source>Call-back done</source>
        <translation>回访已完成</translation>
    </message>
    <message>
        <source>Call-back moved</source>
        <translation>回访已改期</translation>
    </message>
    <message>
        <source>Call-back set</source>
        <translation>已安排回访</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>已修改</translation>
    </message>
    <message>
        <source>Claim rejected</source>
        <translation>理赔已驳回</translation>
    </message>
    <message>
        <source>Claim submitted</source>
        <translation>理赔已提交</translation>
    </message>
    <message>
        <source>Claim withdrawn</source>
        <translation>理赔已撤回</translation>
    </message>
    <message>
        <source>Class changed</source>
        <translation>已修改分类</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>Diagnosis kept</source>
        <translation>诊断已保存</translation>
    </message>
    <message>
        <source>Draft given up</source>
        <translation>已放弃草稿</translation>
    </message>
    <message>
        <source>Draft saved</source>
        <translation>草稿已保存</translation>
    </message>
    <message>
        <source>Escalated</source>
        <translation>已升级</translation>
    </message>
    <message>
        <source>Given back</source>
        <translation>已退回队列</translation>
    </message>
    <message>
        <source>Gone back a step</source>
        <translation>已退回上一步</translation>
    </message>
    <message>
        <source>Group corrected</source>
        <translation>已更正小组</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>已生效</translation>
    </message>
    <message>
        <source>Linked as a duplicate</source>
        <translation>已标记为重复</translation>
    </message>
    <message>
        <source>Marked</source>
        <translation>已标记</translation>
    </message>
    <message>
        <source>Merged</source>
        <translation>已合并</translation>
    </message>
    <message>
        <source>Mood changed</source>
        <translation>已修改情绪</translation>
    </message>
    <message>
        <source>Note answered</source>
        <translation>意见已回复</translation>
    </message>
    <message>
        <source>Note written</source>
        <translation>意见已提交</translation>
    </message>
    <message>
        <source>Own script deleted</source>
        <translation>个人话术已删除</translation>
    </message>
    <message>
        <source>Own script saved</source>
        <translation>个人话术已保存</translation>
    </message>
    <message>
        <source>Picture marked</source>
        <translation>图片已标注</translation>
    </message>
    <message>
        <source>Priority changed</source>
        <translation>已修改优先级</translation>
    </message>
    <message>
        <source>Promise kept</source>
        <translation>承诺已兑现</translation>
    </message>
    <message>
        <source>Promise not kept</source>
        <translation>已记为未兑现</translation>
    </message>
    <message>
        <source>Promise noted</source>
        <translation>已记录承诺</translation>
    </message>
    <message>
        <source>Promise withdrawn</source>
        <translation>承诺已撤回</translation>
    </message>
    <message>
        <source>Put on another step</source>
        <translation>已安放到另一步</translation>
    </message>
    <message>
        <source>Put to what it proves</source>
        <translation>已归类</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>已登记</translation>
    </message>
    <message>
        <source>Reopened</source>
        <translation>已重新打开</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>已解决</translation>
    </message>
    <message>
        <source>Retired</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>已审核</translation>
    </message>
    <message>
        <source>Scripts taken in</source>
        <translation>话术已导入</translation>
    </message>
    <message>
        <source>Sent in for review</source>
        <translation>已送审</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>已跳过</translation>
    </message>
    <message>
        <source>Step taken</source>
        <translation>流程已推进</translation>
    </message>
    <message>
        <source>Taken out of the claim</source>
        <translation>已移出理赔</translation>
    </message>
    <message>
        <source>Task opened</source>
        <translation>任务已发出</translation>
    </message>
    <message>
        <source>Task taken back</source>
        <translation>任务已撤回</translation>
    </message>
    <message>
        <source>Transferred</source>
        <translation>已转组</translation>
    </message>
    <message>
        <source>Try noted</source>
        <translation>已记录未接听</translation>
    </message>
    <message>
        <source>Urge noted</source>
        <translation>已记录催单</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>已设为等待</translation>
    </message>
    <message>
        <source>Work resumed</source>
        <translation>已继续处理</translation>
    </message>
</context>
<context>
    <name>doubt</name>
    <message>
        <source>The customer writes Chinese and this reply is in English.</source>
        <translation>客户用中文沟通，这条回复是英文。</translation>
    </message>
    <message>
        <source>{words} belongs to another customer: {name}.</source>
        <translation>{words} 是另一位客户的：{name}。</translation>
    </message>
    <message>
        <source>{words} is none of the addresses of this ticket.</source>
        <translation>{words} 不是这张工单上的号码或地址。</translation>
    </message>
    <message>
        <source>“{words}” belongs to another customer: {name}.</source>
        <translation>“{words}”属于另一位客户：{name}。</translation>
    </message>
    <message>
        <source>“{words}” is addressed, but this is the ticket of {name}.</source>
        <translation>称呼写的是“{words}”，而这张工单的客户是{name}。</translation>
    </message>
</context>
<context>
    <name>due</name>
    <message>
        <source>Appeal</source>
        <translation>申诉</translation>
    </message>
    <message>
        <source>Call-back</source>
        <translation>回访</translation>
    </message>
    <message>
        <source>First feedback</source>
        <translation>首次反馈</translation>
    </message>
    <message>
        <source>First response</source>
        <translation>首次响应</translation>
    </message>
    <message>
        <source>Follow-up</source>
        <translation>跟进</translation>
    </message>
    <message>
        <source>Legal limit</source>
        <translation>法定时限</translation>
    </message>
    <message>
        <source>Promise</source>
        <translation>承诺</translation>
    </message>
    <message>
        <source>Solution</source>
        <translation>解决</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>流程步骤</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>部门任务</translation>
    </message>
    <message>
        <source>Update to the customer</source>
        <translation>告知进展</translation>
    </message>
</context>
<context>
    <name>entry</name>
    <message>
        <source>Call</source>
        <translation>通话</translation>
    </message>
    <message>
        <source>Call-back</source>
        <translation>回访</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变更</translation>
    </message>
    <message>
        <source>Claim</source>
        <translation>理赔</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Promise</source>
        <translation>承诺</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>转组</translation>
    </message>
    <message>
        <source>Urged</source>
        <translation>催单</translation>
    </message>
</context>
<context>
    <name>evidence_state</name>
    <message>
        <source>Accepted</source>
        <translation>已认可</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>已索取</translation>
    </message>
    <message>
        <source>Came</source>
        <translation>已收到</translation>
    </message>
    <message>
        <source>Gone without</source>
        <translation>免交</translation>
    </message>
    <message>
        <source>Needed</source>
        <translation>待索取</translation>
    </message>
    <message>
        <source>Not good enough</source>
        <translation>不合格</translation>
    </message>
    <message>
        <source>Our own house</source>
        <translation>本公司</translation>
    </message>
    <message>
        <source>Too late</source>
        <translation>逾期未交</translation>
    </message>
</context>
<context>
    <name>fact</name>
    <message>
        <source>Answered</source>
        <translation>已答复</translation>
    </message>
    <message>
        <source>Appeal at the regulator</source>
        <translation>已向主管部门申诉</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>Can be reached</source>
        <translation>可联系</translation>
    </message>
    <message>
        <source>Cash on delivery</source>
        <translation>代收货款</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>部门</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>目的地</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Has an owner</source>
        <translation>有负责人</translation>
    </message>
    <message>
        <source>High value from</source>
        <translation>高价值起点</translation>
    </message>
    <message>
        <source>Holidays</source>
        <translation>节假日</translation>
    </message>
    <message>
        <source>Important customer</source>
        <translation>重要客户</translation>
    </message>
    <message>
        <source>Key account</source>
        <translation>大客户</translation>
    </message>
    <message>
        <source>Kind of customer</source>
        <translation>客户类型</translation>
    </message>
    <message>
        <source>Kind of goods</source>
        <translation>货物类别</translation>
    </message>
    <message>
        <source>Lane</source>
        <translation>通道</translation>
    </message>
    <message>
        <source>Make-up working days</source>
        <translation>调休上班日</translation>
    </message>
    <message>
        <source>Minutes since it was made</source>
        <translation>建立至今（分钟）</translation>
    </message>
    <message>
        <source>Minutes waited</source>
        <translation>已等待（分钟）</translation>
    </message>
    <message>
        <source>Minutes without word to the customer</source>
        <translation>未告知客户（分钟）</translation>
    </message>
    <message>
        <source>Minutes without work</source>
        <translation>无人处理（分钟）</translation>
    </message>
    <message>
        <source>Offer refused</source>
        <translation>拒绝协商金额</translation>
    </message>
    <message>
        <source>Procedure</source>
        <translation>流程</translation>
    </message>
    <message>
        <source>Receiver&apos;s region</source>
        <translation>收件大区</translation>
    </message>
    <message>
        <source>Reopened</source>
        <translation>重开次数</translation>
    </message>
    <message>
        <source>Said by</source>
        <translation>来话渠道</translation>
    </message>
    <message>
        <source>Sender&apos;s region</source>
        <translation>寄件大区</translation>
    </message>
    <message>
        <source>Sent back</source>
        <translation>退回次数</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Task of a department</source>
        <translation>部门任务</translation>
    </message>
    <message>
        <source>Transfers</source>
        <translation>转组次数</translation>
    </message>
    <message>
        <source>Value of the goods</source>
        <translation>货物价值</translation>
    </message>
    <message>
        <source>What was said</source>
        <translation>所说内容</translation>
    </message>
</context>
<context>
    <name>field</name>
    <message>
        <source>Account</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>客服</translation>
    </message>
    <message>
        <source>Agreed</source>
        <translation>已认可</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答复</translation>
    </message>
    <message>
        <source>Approved amount</source>
        <translation>审批金额</translation>
    </message>
    <message>
        <source>Attachments</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>Attitude</source>
        <translation>服务态度</translation>
    </message>
    <message>
        <source>Availability</source>
        <translation>在岗状态</translation>
    </message>
    <message>
        <source>Bank</source>
        <translation>开户行</translation>
    </message>
    <message>
        <source>By what right</source>
        <translation>授权依据</translation>
    </message>
    <message>
        <source>Call back</source>
        <translation>回访时间</translation>
    </message>
    <message>
        <source>Caller is</source>
        <translation>来电方</translation>
    </message>
    <message>
        <source>Carrier</source>
        <translation>承运商</translation>
    </message>
    <message>
        <source>Cash on delivery</source>
        <translation>代收货款</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>成因</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>渠道</translation>
    </message>
    <message>
        <source>City of the bank</source>
        <translation>开户城市</translation>
    </message>
    <message>
        <source>Claim</source>
        <translation>理赔</translation>
    </message>
    <message>
        <source>Claimant</source>
        <translation>申请人</translation>
    </message>
    <message>
        <source>Claimant&apos;s ID number</source>
        <translation>申请人证件号</translation>
    </message>
    <message>
        <source>Claimant&apos;s address</source>
        <translation>申请人地址</translation>
    </message>
    <message>
        <source>Claimant&apos;s phone</source>
        <translation>申请人电话</translation>
    </message>
    <message>
        <source>Claimed amount</source>
        <translation>申请金额</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>关闭时间</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>公司</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>创建时间</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>损失程度</translation>
    </message>
    <message>
        <source>Declared value</source>
        <translation>声明价值</translation>
    </message>
    <message>
        <source>Deductions</source>
        <translation>扣减</translation>
    </message>
    <message>
        <source>Delivery of the message</source>
        <translation>消息发送情况</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>部门</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Diagnosis</source>
        <translation>诊断</translation>
    </message>
    <message>
        <source>Discovered</source>
        <translation>发现时间</translation>
    </message>
    <message>
        <source>Duplicate of</source>
        <translation>重复于</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>邮箱</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>证据</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>表单</translation>
    </message>
    <message>
        <source>Freight</source>
        <translation>运费</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>托寄物</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>小组</translation>
    </message>
    <message>
        <source>Insured sum</source>
        <translation>保价金额</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>明细</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>兑现时间</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Last activity</source>
        <translation>最近动态</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失金额</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Marks on the picture</source>
        <translation>图片标注</translation>
    </message>
    <message>
        <source>Mood</source>
        <translation>情绪</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Order number</source>
        <translation>订单号</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>处理结果</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>负责人</translation>
    </message>
    <message>
        <source>Packing</source>
        <translation>包装</translation>
    </message>
    <message>
        <source>Paid before</source>
        <translation>此前已付</translation>
    </message>
    <message>
        <source>Parcel</source>
        <translation>快件</translation>
    </message>
    <message>
        <source>Payee</source>
        <translation>收款人</translation>
    </message>
    <message>
        <source>Payment reference</source>
        <translation>付款流水号</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先级</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>Promise</source>
        <translation>承诺内容</translation>
    </message>
    <message>
        <source>Promise kept</source>
        <translation>承诺兑现</translation>
    </message>
    <message>
        <source>Proposed amount</source>
        <translation>建议金额</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Reason for another amount</source>
        <translation>调整金额的理由</translation>
    </message>
    <message>
        <source>Reason of the rejection</source>
        <translation>驳回原因</translation>
    </message>
    <message>
        <source>Recipient</source>
        <translation>收信人</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>地区</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>解决时间</translation>
    </message>
    <message>
        <source>Responsible unit</source>
        <translation>责任单位</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>接单上限</translation>
    </message>
    <message>
        <source>Satisfaction</source>
        <translation>满意度</translation>
    </message>
    <message>
        <source>Second phone</source>
        <translation>备用电话</translation>
    </message>
    <message>
        <source>Shared database</source>
        <translation>共享数据库</translation>
    </message>
    <message>
        <source>Signed for</source>
        <translation>签收情况</translation>
    </message>
    <message>
        <source>Skill</source>
        <translation>技能</translation>
    </message>
    <message>
        <source>Skills</source>
        <translation>技能</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>处理速度</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>剩余时间</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再次回访</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>Urged</source>
        <translation>催单次数</translation>
    </message>
    <message>
        <source>Value of the goods</source>
        <translation>货物价值</translation>
    </message>
    <message>
        <source>Waiting for</source>
        <translation>等待对象</translation>
    </message>
    <message>
        <source>Waiting until</source>
        <translation>等待至</translation>
    </message>
    <message>
        <source>Way of payment</source>
        <translation>付款方式</translation>
    </message>
    <message>
        <source>Waybill</source>
        <translation>运单号</translation>
    </message>
    <message>
        <source>What the channel said</source>
        <translation>渠道返回</translation>
    </message>
    <message>
        <source>What to ask</source>
        <translation>询问内容</translation>
    </message>
    <message>
        <source>What was said</source>
        <translation>客户反馈</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Worth of what remains</source>
        <translation>残值</translation>
    </message>
</context>
<context>
    <name>file_state</name>
    <message>
        <source>Answered</source>
        <translation>已回执</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>已作废</translation>
    </message>
    <message>
        <source>With the bank</source>
        <extracomment>Colours of the chips of payments.</extracomment>
        <translation>银行处理中</translation>
    </message>
</context>
<context>
    <name>filter</name>
    <message>
        <source>Call-back</source>
        <translation>回访</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>Due within {span}</source>
        <translation>{span}内到期</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已办结</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>无人</translation>
    </message>
    <message>
        <source>Not yet overdue</source>
        <translation>尚未超时</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>已超时</translation>
    </message>
    <message>
        <source>Overdue or due within {span}</source>
        <translation>已超时或 {span} 内到期</translation>
    </message>
    <message>
        <source>Promise</source>
        <translation>承诺</translation>
    </message>
    <message>
        <source>Unfinished</source>
        <translation>未办结</translation>
    </message>
    <message>
        <source>Urged</source>
        <extracomment>Conditions in the order in which they are offered and shown; each may span several facts.</extracomment>
        <translation>催单</translation>
    </message>
    <message>
        <source>With a claim</source>
        <translation>有理赔</translation>
    </message>
    <message>
        <source>With marks</source>
        <translation>有标记</translation>
    </message>
    <message>
        <source>due now</source>
        <translation>已到期</translation>
    </message>
    <message>
        <source>due within {span}</source>
        <translation>{span}内到期</translation>
    </message>
    <message>
        <source>within {span}</source>
        <translation>{span}内</translation>
    </message>
    <message>
        <source>{name}: {value}</source>
        <translation>{name}：{value}</translation>
    </message>
</context>
<context>
    <name>flag</name>
    <message>
        <source>A date could not be read</source>
        <translation>有日期无法识别</translation>
    </message>
    <message>
        <source>A date is older than it can be</source>
        <translation>有日期早得不合理</translation>
    </message>
    <message>
        <source>A date lies in the future</source>
        <translation>有日期在未来</translation>
    </message>
    <message>
        <source>A length of time has no known unit</source>
        <translation>有时长的单位未知</translation>
    </message>
    <message>
        <source>A length of time is below zero</source>
        <translation>有时长小于零</translation>
    </message>
    <message>
        <source>A long number was cut short by a table program</source>
        <translation>长号码被表格软件截断过</translation>
    </message>
    <message>
        <source>A part of it had an unknown shape</source>
        <translation>部分内容的格式未知</translation>
    </message>
    <message>
        <source>A placeholder was left unfilled in its text</source>
        <translation>文本中有占位符没有填写</translation>
    </message>
    <message>
        <source>A quotation mark was not closed</source>
        <translation>有引号没有闭合</translation>
    </message>
    <message>
        <source>An amount could not be read</source>
        <translation>有金额无法识别</translation>
    </message>
    <message>
        <source>An amount is below zero</source>
        <translation>有金额小于零</translation>
    </message>
    <message>
        <source>Day and month may be mixed up</source>
        <translation>日和月可能颠倒</translation>
    </message>
    <message>
        <source>It came without words</source>
        <translation>没有内容</translation>
    </message>
    <message>
        <source>It says answered before it was created</source>
        <translation>答复时间早于创建时间</translation>
    </message>
    <message>
        <source>It says changed before it was created</source>
        <translation>修改时间早于创建时间</translation>
    </message>
    <message>
        <source>It says closed before it was created</source>
        <translation>关闭时间早于创建时间</translation>
    </message>
    <message>
        <source>It says closed before it was resolved</source>
        <translation>关闭时间早于解决时间</translation>
    </message>
    <message>
        <source>It says delivered before it was posted</source>
        <translation>签收时间早于寄出时间</translation>
    </message>
    <message>
        <source>It says resolved before the first answer</source>
        <translation>解决时间早于首次答复</translation>
    </message>
    <message>
        <source>Its channel had an unknown word</source>
        <translation>渠道的写法未知</translation>
    </message>
    <message>
        <source>Its number stands on another row too</source>
        <translation>编号在另一行也出现</translation>
    </message>
    <message>
        <source>Its priority had an unknown word</source>
        <translation>优先级的写法未知</translation>
    </message>
    <message>
        <source>Its priority was a number of unknown meaning</source>
        <translation>优先级是含义未知的数字</translation>
    </message>
    <message>
        <source>Its row had too few columns</source>
        <translation>该行的列数不足</translation>
    </message>
    <message>
        <source>Its status had an unknown word</source>
        <translation>状态的写法未知</translation>
    </message>
    <message>
        <source>Its status is a guess</source>
        <translation>状态为推测</translation>
    </message>
    <message>
        <source>The carrier does not know the parcel</source>
        <translation>承运商查不到此快件</translation>
    </message>
    <message>
        <source>The e-mail address cannot be right</source>
        <translation>邮箱地址不正确</translation>
    </message>
    <message>
        <source>The file it came from says otherwise now</source>
        <translation>来源文件现在的说法不同</translation>
    </message>
    <message>
        <source>The import says it was resolved before it was created</source>
        <translation>导入数据中解决时间早于创建时间</translation>
    </message>
    <message>
        <source>The parcel&apos;s events could not be read</source>
        <translation>快件轨迹无法识别</translation>
    </message>
    <message>
        <source>The phone number came masked</source>
        <translation>电话号码已打码</translation>
    </message>
    <message>
        <source>The phone number has a letter in it</source>
        <translation>电话号码含有字母</translation>
    </message>
    <message>
        <source>The phone number is too short or too long</source>
        <translation>电话号码过短或过长</translation>
    </message>
    <message>
        <source>The same row stood there twice</source>
        <translation>同一行出现了两次</translation>
    </message>
    <message>
        <source>The satisfaction had an unknown word</source>
        <translation>满意度的写法未知</translation>
    </message>
    <message>
        <source>The satisfaction lies outside its range</source>
        <translation>满意度超出范围</translation>
    </message>
    <message>
        <source>The weight could not be read</source>
        <translation>重量无法识别</translation>
    </message>
    <message>
        <source>Unreadable characters were taken out</source>
        <translation>已去除无法识别的字符</translation>
    </message>
    <message>
        <source>When it was created is a guess</source>
        <translation>创建时间为推测</translation>
    </message>
    <message>
        <source>Whether sender or receiver had an unknown word</source>
        <translation>寄件方或收件方的写法未知</translation>
    </message>
    <message>
        <source>Who said something is unknown</source>
        <translation>发言人未知</translation>
    </message>
    <message>
        <source>{sentence} ({field})</source>
        <translation>{sentence}（{field}）</translation>
    </message>
</context>
<context>
    <name>following</name>
    <message>
        <source>ask {department}: {what}</source>
        <translation>请{department}协办：{what}</translation>
    </message>
    <message>
        <source>call back in {span}: {what}</source>
        <translation>{span}后回访：{what}</translation>
    </message>
    <message>
        <source>next step: {step}</source>
        <translation>进入步骤：{step}</translation>
    </message>
    <message>
        <source>priority: {level}</source>
        <translation>优先级：{level}</translation>
    </message>
    <message>
        <source>promise “{what}” by</source>
        <translation>承诺“{what}”，不晚于</translation>
    </message>
    <message>
        <source>promise “{what}” in {span}</source>
        <translation>承诺 {span}内“{what}”</translation>
    </message>
    <message>
        <source>raise the priority</source>
        <translation>提高优先级</translation>
    </message>
    <message>
        <source>resolve: {outcome}</source>
        <translation>结案：{outcome}</translation>
    </message>
    <message>
        <source>tag “{tag}”</source>
        <translation>标签“{tag}”</translation>
    </message>
    <message>
        <source>take the tag “{tag}” off</source>
        <translation>去掉标签“{tag}”</translation>
    </message>
    <message>
        <source>transfer to {group}</source>
        <translation>转给{group}</translation>
    </message>
    <message>
        <source>wait: {who}</source>
        <translation>等待：{who}</translation>
    </message>
    <message>
        <source>wait: {who}, {span}</source>
        <translation>等待：{who}，{span}</translation>
    </message>
    <message>
        <source>{act}: {what}</source>
        <translation>{act}：{what}</translation>
    </message>
</context>
<context>
    <name>form</name>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Address in English</source>
        <translation>英文地址</translation>
    </message>
    <message>
        <source>Aligned</source>
        <translation>对齐</translation>
    </message>
    <message>
        <source>Amounts end with</source>
        <translation>大写金额结尾</translation>
    </message>
    <message>
        <source>And behind it</source>
        <translation>其后再显示</translation>
    </message>
    <message>
        <source>At least as high (mm)</source>
        <translation>最小高度（毫米）</translation>
    </message>
    <message>
        <source>Before the opinion</source>
        <translation>意见前的文字</translation>
    </message>
    <message>
        <source>Below a picture</source>
        <translation>图片下方</translation>
    </message>
    <message>
        <source>Below each other</source>
        <translation>每列几张</translation>
    </message>
    <message>
        <source>Below the title</source>
        <translation>标题下方</translation>
    </message>
    <message>
        <source>Checklist</source>
        <translation>核对表</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Credit code</source>
        <translation>统一社会信用代码</translation>
    </message>
    <message>
        <source>Customer&apos;s copy, masked</source>
        <translation>客户联（脱敏）</translation>
    </message>
    <message>
        <source>Empty rows</source>
        <translation>无内容时的空行</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>填写栏</translation>
    </message>
    <message>
        <source>File&apos;s copy</source>
        <translation>存档联</translation>
    </message>
    <message>
        <source>Full name</source>
        <translation>单位全称</translation>
    </message>
    <message>
        <source>Head and validity</source>
        <translation>表头与生效</translation>
    </message>
    <message>
        <source>Heading</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>In a frame</source>
        <translation>加边框</translation>
    </message>
    <message>
        <source>In the words of</source>
        <translation>用哪组词</translation>
    </message>
    <message>
        <source>Is added up</source>
        <translation>合计此列</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Lines above</source>
        <translation>上方文字</translation>
    </message>
    <message>
        <source>Lines to sign</source>
        <translation>签字行</translation>
    </message>
    <message>
        <source>May go on overleaf</source>
        <translation>可续到下页</translation>
    </message>
    <message>
        <source>Name in English</source>
        <translation>英文名称</translation>
    </message>
    <message>
        <source>Not masked for customers</source>
        <translation>客户联不脱敏</translation>
    </message>
    <message>
        <source>Nothing is written as</source>
        <translation>金额为零时写</translation>
    </message>
    <message>
        <source>Nothing known</source>
        <translation>空白（什么都不知道）</translation>
    </message>
    <message>
        <source>Office</source>
        <translation>办理意见</translation>
    </message>
    <message>
        <source>Ordinary sample</source>
        <translation>一般示例</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Place to sign</source>
        <translation>签章处</translation>
    </message>
    <message>
        <source>Rare characters, void</source>
        <translation>生僻字、作废</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Rows of</source>
        <translation>列出</translation>
    </message>
    <message>
        <source>Seal</source>
        <translation>印章名称</translation>
    </message>
    <message>
        <source>Seal across pages</source>
        <translation>骑缝章</translation>
    </message>
    <message>
        <source>Sentences of sums</source>
        <translation>核算说明</translation>
    </message>
    <message>
        <source>Shows</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>每行几个</translation>
    </message>
    <message>
        <source>Signatures</source>
        <translation>签字盖章</translation>
    </message>
    <message>
        <source>Single words</source>
        <translation>单个用语</translation>
    </message>
    <message>
        <source>Stands</source>
        <translation>何时出现</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>联系电话</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>条文</translation>
    </message>
    <message>
        <source>The longest</source>
        <translation>最长内容</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Valid from</source>
        <translation>启用日期</translation>
    </message>
    <message>
        <source>Who we are</source>
        <translation>本单位</translation>
    </message>
    <message>
        <source>Width (mm)</source>
        <translation>宽度（毫米）</translation>
    </message>
    <message>
        <source>Word for the total</source>
        <translation>合计的叫法</translation>
    </message>
    <message>
        <source>Wording</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Words of codes</source>
        <translation>代码的叫法</translation>
    </message>
    <message>
        <source>Written as</source>
        <translation>写法</translation>
    </message>
    <message>
        <source>always</source>
        <translation>总是</translation>
    </message>
    <message>
        <source>approvals</source>
        <translation>审批记录</translation>
    </message>
    <message>
        <source>as usual</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>boxes to tick</source>
        <translation>勾选框</translation>
    </message>
    <message>
        <source>day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>day and time</source>
        <translation>日期和时间</translation>
    </message>
    <message>
        <source>documents</source>
        <translation>证明材料</translation>
    </message>
    <message>
        <source>figures</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>figures and words beside each other</source>
        <translation>数字加大写</translation>
    </message>
    <message>
        <source>figures with currency</source>
        <translation>带货币符号的数字</translation>
    </message>
    <message>
        <source>goods</source>
        <translation>物品明细</translation>
    </message>
    <message>
        <source>in the middle</source>
        <translation>居中</translation>
    </message>
    <message>
        <source>left</source>
        <translation>左对齐</translation>
    </message>
    <message>
        <source>line by line</source>
        <translation>逐行</translation>
    </message>
    <message>
        <source>offers</source>
        <translation>协商记录</translation>
    </message>
    <message>
        <source>only on the customer&apos;s copy</source>
        <translation>仅客户联</translation>
    </message>
    <message>
        <source>only on the file&apos;s copy</source>
        <translation>仅存档联</translation>
    </message>
    <message>
        <source>only once it is approved</source>
        <translation>仅审批通过后</translation>
    </message>
    <message>
        <source>only until it is approved</source>
        <translation>仅审批通过前</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>right</source>
        <translation>右对齐</translation>
    </message>
    <message>
        <source>steps of the office</source>
        <translation>办理步骤</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>weight</source>
        <translation>重量</translation>
    </message>
    <message>
        <source>words (大写)</source>
        <translation>大写</translation>
    </message>
</context>
<context>
    <name>group</name>
    <message>
        <source>Cash on delivery</source>
        <translation>代收货款组</translation>
    </message>
    <message>
        <source>Claims</source>
        <translation>理赔组</translation>
    </message>
    <message>
        <source>Customs</source>
        <translation>关务组</translation>
    </message>
    <message>
        <source>Damage and loss</source>
        <translation>损遗组</translation>
    </message>
    <message>
        <source>Escalation</source>
        <translation>升级组</translation>
    </message>
    <message>
        <source>Individual cases</source>
        <translation>个案组</translation>
    </message>
    <message>
        <source>Key accounts</source>
        <translation>大客户组</translation>
    </message>
    <message>
        <source>Seasonal goods</source>
        <translation>时令组</translation>
    </message>
</context>
<context>
    <name>import</name>
    <message>
        <source>Account manager</source>
        <translation>客户经理</translation>
    </message>
    <message>
        <source>Account number</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>处理人</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>作者</translation>
    </message>
    <message>
        <source>Carrier&apos;s answer</source>
        <translation>承运商答复</translation>
    </message>
    <message>
        <source>Cash on delivery</source>
        <translation>代收货款</translation>
    </message>
    <message>
        <source>Channel there</source>
        <translation>原渠道</translation>
    </message>
    <message>
        <source>Claimed amount</source>
        <translation>索赔金额</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>国家</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Declared value</source>
        <translation>声明价值</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>签收时间</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>截止时间</translation>
    </message>
    <message>
        <source>Event: place</source>
        <translation>轨迹：地点</translation>
    </message>
    <message>
        <source>Event: status</source>
        <translation>轨迹：状态</translation>
    </message>
    <message>
        <source>Event: time</source>
        <translation>轨迹：时间</translation>
    </message>
    <message>
        <source>Event: words</source>
        <translation>轨迹：内容</translation>
    </message>
    <message>
        <source>Events on the way</source>
        <translation>物流轨迹</translation>
    </message>
    <message>
        <source>Family name</source>
        <translation>姓</translation>
    </message>
    <message>
        <source>Finer type there</source>
        <translation>原子类型</translation>
    </message>
    <message>
        <source>First answer</source>
        <translation>首次答复</translation>
    </message>
    <message>
        <source>First name</source>
        <translation>名</translation>
    </message>
    <message>
        <source>Freight</source>
        <translation>运费</translation>
    </message>
    <message>
        <source>From</source>
        <translation>始发地</translation>
    </message>
    <message>
        <source>Group there</source>
        <translation>原小组</translation>
    </message>
    <message>
        <source>Insured sum</source>
        <translation>保价金额</translation>
    </message>
    <message>
        <source>Key accounts</source>
        <translation>大客户</translation>
    </message>
    <message>
        <source>Kind of customer</source>
        <translation>客户类型</translation>
    </message>
    <message>
        <source>Kind of goods</source>
        <translation>货物类别</translation>
    </message>
    <message>
        <source>Last changed</source>
        <translation>最后更新</translation>
    </message>
    <message>
        <source>Merchant</source>
        <translation>商家</translation>
    </message>
    <message>
        <source>Number of the message</source>
        <translation>消息编号</translation>
    </message>
    <message>
        <source>Number there</source>
        <extracomment>Fields of foreign files that `ui.text.fields` does not name, or names otherwise.</extracomment>
        <translation>原编号</translation>
    </message>
    <message>
        <source>Parcels</source>
        <translation>快件</translation>
    </message>
    <message>
        <source>Posted</source>
        <translation>寄件时间</translation>
    </message>
    <message>
        <source>Priority there</source>
        <translation>原优先级</translation>
    </message>
    <message>
        <source>Promised for</source>
        <translation>承诺送达时间</translation>
    </message>
    <message>
        <source>Receiver&apos;s address</source>
        <translation>收件地址</translation>
    </message>
    <message>
        <source>Receiver&apos;s name</source>
        <translation>收件人</translation>
    </message>
    <message>
        <source>Receiver&apos;s phone</source>
        <translation>收件电话</translation>
    </message>
    <message>
        <source>Sender or receiver</source>
        <translation>来电方</translation>
    </message>
    <message>
        <source>Sender&apos;s address</source>
        <translation>寄件地址</translation>
    </message>
    <message>
        <source>Sender&apos;s name</source>
        <translation>寄件人</translation>
    </message>
    <message>
        <source>Sender&apos;s phone</source>
        <translation>寄件电话</translation>
    </message>
    <message>
        <source>Solution</source>
        <translation>解决方案</translation>
    </message>
    <message>
        <source>Status there</source>
        <translation>原状态</translation>
    </message>
    <message>
        <source>Tickets</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>Time of day created</source>
        <translation>创建时刻</translation>
    </message>
    <message>
        <source>Time said</source>
        <translation>发言时间</translation>
    </message>
    <message>
        <source>To</source>
        <translation>目的地</translation>
    </message>
    <message>
        <source>Type there</source>
        <translation>原类型</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>重量</translation>
    </message>
    <message>
        <source>Who speaks</source>
        <translation>发言人</translation>
    </message>
    <message>
        <source>Words to know it by</source>
        <translation>识别词</translation>
    </message>
</context>
<context>
    <name>intensity</name>
    <message>
        <source>Calm</source>
        <translation>平静</translation>
    </message>
    <message>
        <source>Strong</source>
        <translation>强烈</translation>
    </message>
    <message>
        <source>Upset</source>
        <translation>不满</translation>
    </message>
</context>
<context>
    <name>journal</name>
    <message>
        <source>Approved the claim</source>
        <translation>批准理赔</translation>
    </message>
    <message>
        <source>Attached a file</source>
        <extracomment>Acts that the notice bar says nothing about, by the names of their classes.</extracomment>
        <translation>添加附件</translation>
    </message>
    <message>
        <source>Changed the claim</source>
        <translation>修改理赔单</translation>
    </message>
    <message>
        <source>Changed the customer</source>
        <translation>修改客户资料</translation>
    </message>
    <message>
        <source>Changed the parcel</source>
        <translation>修改快件资料</translation>
    </message>
    <message>
        <source>Corrected facts</source>
        <translation>更正信息</translation>
    </message>
    <message>
        <source>Created the ticket</source>
        <translation>创建工单</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Looked at a hidden fact</source>
        <translation>查看隐藏信息</translation>
    </message>
    <message>
        <source>Made a claim</source>
        <translation>发起理赔</translation>
    </message>
    <message>
        <source>Noted a call</source>
        <translation>记录通话</translation>
    </message>
    <message>
        <source>Paid the claim</source>
        <translation>支付理赔</translation>
    </message>
    <message>
        <source>Printed the claim form</source>
        <translation>打印理赔单</translation>
    </message>
    <message>
        <source>Sent a reply</source>
        <translation>发送回复</translation>
    </message>
    <message>
        <source>Sent again</source>
        <translation>重新发送</translation>
    </message>
    <message>
        <source>The message&apos;s way</source>
        <translation>消息送达情况</translation>
    </message>
    <message>
        <source>Took a message back</source>
        <translation>撤回了消息</translation>
    </message>
    <message>
        <source>Took back what was done</source>
        <translation>撤销操作</translation>
    </message>
    <message>
        <source>Took the ticket</source>
        <translation>领取工单</translation>
    </message>
    <message>
        <source>Wrote a note</source>
        <translation>写内部备注</translation>
    </message>
</context>
<context>
    <name>likeness</name>
    <message>
        <source>same carrier</source>
        <extracomment>Colours of the offers&apos; chips.</extracomment>
        <translation>同承运商</translation>
    </message>
    <message>
        <source>same kind of goods</source>
        <translation>同类物品</translation>
    </message>
    <message>
        <source>similar value</source>
        <translation>价值相近</translation>
    </message>
</context>
<context>
    <name>limits</name>
    <message>
        <source>By law</source>
        <translation>法定时限</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>定案</translation>
    </message>
    <message>
        <source>Follow-up {left}</source>
        <extracomment>Of each of these, the nearest that is owed gets a chip.</extracomment>
        <translation>回访{left}</translation>
    </message>
    <message>
        <source>Holidays of {years} are not known yet.</source>
        <translation>尚无 {years} 年的节假日安排。</translation>
    </message>
    <message>
        <source>Objection</source>
        <translation>异议</translation>
    </message>
    <message>
        <source>Pay</source>
        <translation>付款</translation>
    </message>
    <message>
        <source>Take on</source>
        <translation>受理</translation>
    </message>
    <message>
        <source>Towards the customer</source>
        <translation>对客户的承诺</translation>
    </message>
    <message>
        <source>Within the team</source>
        <translation>内部目标</translation>
    </message>
    <message>
        <source>kept at {time}</source>
        <translation>已于 {time} 达成</translation>
    </message>
    <message>
        <source>late by {span}</source>
        <translation>超时 {span}</translation>
    </message>
    <message>
        <source>met {time}</source>
        <translation>{time} 达成</translation>
    </message>
    <message>
        <source>met, {span} early</source>
        <translation>已达成，提前 {span}</translation>
    </message>
    <message>
        <source>missed by {span}</source>
        <translation>未达成，超时 {span}</translation>
    </message>
    <message>
        <source>missed, met at {time}</source>
        <translation>已超时，于 {time} 完成</translation>
    </message>
    <message>
        <source>not owed any more</source>
        <translation>无须再履行</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>暂停中</translation>
    </message>
    <message>
        <source>paused now</source>
        <translation>现已暂停</translation>
    </message>
    <message>
        <source>since the claim got there</source>
        <translation>理赔到达该环节起</translation>
    </message>
    <message>
        <source>since the customer urged</source>
        <translation>客户催单起</translation>
    </message>
    <message>
        <source>since the customer was last told</source>
        <translation>上次告知客户起</translation>
    </message>
    <message>
        <source>since the regulator told us of the appeal</source>
        <translation>收到申诉转办起</translation>
    </message>
    <message>
        <source>since the step was entered</source>
        <translation>进入步骤起</translation>
    </message>
    <message>
        <source>since the ticket was made</source>
        <translation>建单起</translation>
    </message>
    <message>
        <source>since {time}</source>
        <translation>自 {time} 起</translation>
    </message>
    <message>
        <source>{name}: from {start}, {span} → {due}</source>
        <translation>{name}：自 {start} 起 {span} → {due}</translation>
    </message>
    <message>
        <source>{n} working days</source>
        <extracomment>A shorter source is but a mark of where the rule is from.</extracomment>
        <translation>{n} 个工作日</translation>
    </message>
    <message>
        <source>{since}–{until}</source>
        <translation>{since}–{until}</translation>
    </message>
    <message>
        <source>{span} left</source>
        <translation>剩 {span}</translation>
    </message>
    <message>
        <source>{span} of open time</source>
        <translation>工作时间 {span}</translation>
    </message>
    <message>
        <source>{span} of waits</source>
        <translation>等待 {span}</translation>
    </message>
    <message>
        <source>{span} waited is not counted</source>
        <translation>等待的 {span} 不计入</translation>
    </message>
    <message>
        <source>{time}: “{rule}” – {acts}</source>
        <translation>{time}：“{rule}”——{acts}</translation>
    </message>
</context>
<context>
    <name>mending</name>
    <message>
        <source>Mended and sent anew</source>
        <translation>已修改后重新办理</translation>
    </message>
</context>
<context>
    <name>offer_answer</name>
    <message>
        <source>Accepted</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>Asked for more</source>
        <translation>要求更多</translation>
    </message>
    <message>
        <source>No answer yet</source>
        <translation>待答复</translation>
    </message>
    <message>
        <source>Ran out</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>拒绝</translation>
    </message>
</context>
<context>
    <name>offer_kind</name>
    <message>
        <source>Compensation</source>
        <extracomment>Colours of the evidence&apos;s chips.</extracomment>
        <translation>赔款</translation>
    </message>
    <message>
        <source>Coupon</source>
        <translation>优惠券</translation>
    </message>
    <message>
        <source>Freight back</source>
        <translation>退运费</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>维修</translation>
    </message>
    <message>
        <source>Replacement</source>
        <translation>补发</translation>
    </message>
</context>
<context>
    <name>outcome</name>
    <message>
        <source>Compensated</source>
        <translation>已赔付</translation>
    </message>
    <message>
        <source>Customer not reachable</source>
        <translation>联系不上客户</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>已派送</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>Informed</source>
        <translation>已告知</translation>
    </message>
    <message>
        <source>Merged</source>
        <translation>已合并</translation>
    </message>
    <message>
        <source>Redirected</source>
        <translation>已转寄</translation>
    </message>
    <message>
        <source>Refunded</source>
        <translation>已退款</translation>
    </message>
    <message>
        <source>Returned to sender</source>
        <translation>已退回寄件方</translation>
    </message>
    <message>
        <source>Solved</source>
        <translation>已解决</translation>
    </message>
    <message>
        <source>Unfounded</source>
        <translation>不属实</translation>
    </message>
    <message>
        <source>Withdrawn by the customer</source>
        <translation>客户撤销</translation>
    </message>
</context>
<context>
    <name>paper_copy</name>
    <message>
        <source>Customer&apos;s copy</source>
        <extracomment>The forms that there are in English too.</extracomment>
        <translation>客户联</translation>
    </message>
    <message>
        <source>File copy</source>
        <translation>存档联</translation>
    </message>
    <message>
        <source>customer&apos;s copy</source>
        <translation>客户联</translation>
    </message>
    <message>
        <source>file copy</source>
        <translation>存档联</translation>
    </message>
</context>
<context>
    <name>paper_form</name>
    <message>
        <source>Claim form</source>
        <translation>理赔申请书</translation>
    </message>
    <message>
        <source>Damage assessment</source>
        <translation>定损单</translation>
    </message>
    <message>
        <source>Evidence sheet</source>
        <translation>证据照片表</translation>
    </message>
    <message>
        <source>Payment notice</source>
        <translation>付款通知单</translation>
    </message>
    <message>
        <source>Settlement agreement</source>
        <translation>赔偿和解协议书</translation>
    </message>
</context>
<context>
    <name>paper_kind</name>
    <message>
        <source>printed</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>发送</translation>
    </message>
</context>
<context>
    <name>paper_state</name>
    <message>
        <source>Copy {number} of {serial}</source>
        <translation>{serial} 第 {number} 份</translation>
    </message>
    <message>
        <source>For looking only: not approved</source>
        <translation>仅供查看：未核定</translation>
    </message>
    <message>
        <source>Reprint 补打 {again} of {serial}</source>
        <translation>{serial} 补打 {again}</translation>
    </message>
    <message>
        <source>The original</source>
        <translation>原件</translation>
    </message>
    <message>
        <source>Void 作废: {serial} was voided</source>
        <translation>作废：{serial} 已作废</translation>
    </message>
    <message>
        <source>待确认: approval not confirmed yet</source>
        <translation>待确认：核定尚未确认</translation>
    </message>
    <message>
        <source>待编号: no number is in hand</source>
        <translation>待编号：手头没有编号</translation>
    </message>
</context>
<context>
    <name>parcel</name>
    <message>
        <source>Arrived at a hub</source>
        <translation>到达中转场</translation>
    </message>
    <message>
        <source>Collected</source>
        <translation>已揽收</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>已签收</translation>
    </message>
    <message>
        <source>Delivery failed</source>
        <translation>派送失败</translation>
    </message>
    <message>
        <source>In customs</source>
        <translation>清关中</translation>
    </message>
    <message>
        <source>On its way</source>
        <translation>运输中</translation>
    </message>
    <message>
        <source>Ordered</source>
        <translation>已下单</translation>
    </message>
    <message>
        <source>Out for delivery</source>
        <translation>派送中</translation>
    </message>
    <message>
        <source>Redirected</source>
        <translation>已转寄</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>已退回</translation>
    </message>
    <message>
        <source>Returning</source>
        <translation>退回中</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>异常</translation>
    </message>
</context>
<context>
    <name>party</name>
    <message>
        <source>Merchant</source>
        <translation>商家</translation>
    </message>
    <message>
        <source>Receiver</source>
        <translation>收件方</translation>
    </message>
    <message>
        <source>Sender</source>
        <translation>寄件方</translation>
    </message>
</context>
<context>
    <name>payment_state</name>
    <message>
        <source>Came back</source>
        <translation>已退回</translation>
    </message>
    <message>
        <source>Not asked for yet</source>
        <translation>未申请</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>已支付</translation>
    </message>
    <message>
        <source>Paid and come back</source>
        <translation>付后退回</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>To be paid</source>
        <translation>待付款</translation>
    </message>
    <message>
        <source>With the bank</source>
        <translation>银行处理中</translation>
    </message>
</context>
<context>
    <name>picture</name>
    <message>
        <source>A like photo on {number}</source>
        <translation>相似照片见 {number}</translation>
    </message>
    <message>
        <source>A like photo, turned, on {number}</source>
        <translation>转向后相似的照片见 {number}</translation>
    </message>
    <message>
        <source>Taken {moment} ({sure})</source>
        <translation>拍摄于 {moment}（{sure}）</translation>
    </message>
    <message>
        <source>Tells place and device; copies do not</source>
        <translation>原图含地点和设备信息，副本不含</translation>
    </message>
    <message>
        <source>Tells the device; copies do not</source>
        <translation>原图含设备信息，副本不含</translation>
    </message>
    <message>
        <source>Tells the place; copies do not</source>
        <translation>原图含地点，副本不含</translation>
    </message>
    <message>
        <source>The camera told no time</source>
        <translation>相机未记录时间</translation>
    </message>
    <message>
        <source>The same photo on {number}</source>
        <translation>同一张照片见 {number}</translation>
    </message>
    <message>
        <source>the camera told its time zone</source>
        <translation>时区由相机记录</translation>
    </message>
    <message>
        <source>the customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>the main one of {n} pictures in the file</source>
        <translation>文件内 {n} 张图中的主图</translation>
    </message>
    <message>
        <source>time zone by its satellites</source>
        <translation>时区由卫星定位推得</translation>
    </message>
    <message>
        <source>time zone of this desk assumed</source>
        <translation>按本机时区推定</translation>
    </message>
    <message>
        <source>{n} pages</source>
        <translation>{n} 页</translation>
    </message>
</context>
<context>
    <name>print_job</name>
    <message>
        <source>being printed</source>
        <translation>正在打印</translation>
    </message>
    <message>
        <source>held back by the printer</source>
        <translation>打印机暂缓</translation>
    </message>
    <message>
        <source>not printed</source>
        <translation>未打印</translation>
    </message>
    <message>
        <source>printed</source>
        <translation>已打印</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>the printer has stopped</source>
        <translation>打印机已停</translation>
    </message>
    <message>
        <source>waits at the printer</source>
        <translation>在打印机排队</translation>
    </message>
</context>
<context>
    <name>printer_trouble</name>
    <message>
        <source>being reached</source>
        <translation>正在连接</translation>
    </message>
    <message>
        <source>cover open</source>
        <translation>机盖打开</translation>
    </message>
    <message>
        <source>door open</source>
        <translation>门未关</translation>
    </message>
    <message>
        <source>no paper</source>
        <translation>缺纸</translation>
    </message>
    <message>
        <source>no toner</source>
        <translation>缺墨粉</translation>
    </message>
    <message>
        <source>not reachable</source>
        <translation>无法连接</translation>
    </message>
    <message>
        <source>paper jam</source>
        <translation>卡纸</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>switched off</source>
        <translation>已关机</translation>
    </message>
</context>
<context>
    <name>priority</name>
    <message>
        <source>High</source>
        <translation>高</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>低</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>普通</translation>
    </message>
    <message>
        <source>Urgent</source>
        <translation>紧急</translation>
    </message>
</context>
<context>
    <name>product</name>
    <message>
        <source>Aftercare</source>
        <translation>售后工作台</translation>
    </message>
</context>
<context>
    <name>promise</name>
    <message>
        <source>kept</source>
        <translation>已兑现</translation>
    </message>
    <message>
        <source>not kept</source>
        <translation>未兑现</translation>
    </message>
    <message>
        <source>open</source>
        <translation>未了结</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>已撤回</translation>
    </message>
</context>
<context>
    <name>queue</name>
    <message>
        <source>1 ticket</source>
        <translation>1 张工单</translation>
    </message>
    <message>
        <source>Call-backs appear here when they are due.</source>
        <translation>到期的回访会自动出现在这里。</translation>
    </message>
    <message>
        <source>Columns as they were</source>
        <translation>恢复默认列</translation>
    </message>
    <message>
        <source>Compact rows</source>
        <extracomment>Commands offered on a row; &quot;&quot; parts them.</extracomment>
        <translation>紧凑行距</translation>
    </message>
    <message>
        <source>Every limit is still kept.</source>
        <translation>所有时限都还来得及。</translation>
    </message>
    <message>
        <source>New tickets appear here by themselves.</source>
        <translation>新工单会自动出现在这里。</translation>
    </message>
    <message>
        <source>No limit ends within the next two hours.</source>
        <translation>两小时内没有到期的时限。</translation>
    </message>
    <message>
        <source>No open ticket was asked about again.</source>
        <translation>没有被催的工单。</translation>
    </message>
    <message>
        <source>No promise is due</source>
        <translation>没有将到期的承诺</translation>
    </message>
    <message>
        <source>No ticket fits these conditions</source>
        <translation>没有符合条件的工单</translation>
    </message>
    <message>
        <source>No ticket is yours</source>
        <extracomment>What an empty view means, by its code: a sentence, and what to do.</extracomment>
        <translation>您名下没有工单</translation>
    </message>
    <message>
        <source>No ticket waits for an answer.</source>
        <translation>没有等待答复的工单。</translation>
    </message>
    <message>
        <source>No tickets here</source>
        <translation>这里没有工单</translation>
    </message>
    <message>
        <source>Nobody is to be called back now</source>
        <translation>现在没有要回访的客户</translation>
    </message>
    <message>
        <source>Nobody urges</source>
        <translation>没有催单</translation>
    </message>
    <message>
        <source>None ends within the next four hours. G on a ticket makes one.</source>
        <translation>四小时内没有到期的承诺。在工单上按 G 可作出承诺。</translation>
    </message>
    <message>
        <source>Nothing is due soon</source>
        <translation>没有即将到期的工单</translation>
    </message>
    <message>
        <source>Nothing is found for “{text}”</source>
        <translation>没有找到“{text}”</translation>
    </message>
    <message>
        <source>Nothing is overdue</source>
        <translation>没有超时的工单</translation>
    </message>
    <message>
        <source>Nothing waits</source>
        <translation>没有等待中的工单</translation>
    </message>
    <message>
        <source>Nothing waits in your groups</source>
        <translation>您的小组没有待领工单</translation>
    </message>
    <message>
        <source>Older tickets are still coming in; this searched what is here already.</source>
        <translation>更早的工单还在取，目前只搜了已到本机的。</translation>
    </message>
    <message>
        <source>Only what this desk keeps was searched; the shared database has more.</source>
        <translation>只搜了本机保留的工单，共享数据库里还有更早的。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open ones come first and appear here by themselves; work with them at once.</source>
        <translation>未完结的先到，会自动出现在这里，到了就能处理。</translation>
    </message>
    <message>
        <source>Search: {text}</source>
        <translation>搜索：{text}</translation>
    </message>
    <message>
        <source>Take a condition away, or clear them all.</source>
        <translation>请去掉某个条件，或全部清除。</translation>
    </message>
    <message>
        <source>Take the next one with F8, or look at what is unassigned.</source>
        <translation>按 F8 取下一单，或查看待领工单。</translation>
    </message>
    <message>
        <source>Task for {department}: {subject}</source>
        <translation>{department}协办：{subject}</translation>
    </message>
    <message>
        <source>The green lane is clear</source>
        <translation>绿色通道没有工单</translation>
    </message>
    <message>
        <source>Tickets are still coming in</source>
        <translation>工单正在陆续到达</translation>
    </message>
    <message>
        <source>Tickets of VIP customers appear here first.</source>
        <translation>VIP 客户的工单会首先出现在这里。</translation>
    </message>
    <message>
        <source>Try fewer characters, the last four digits of the waybill or phone, or the first letters of a name. Escape leads back to the list.</source>
        <translation>可以少输几个字，或输入运单号、电话的后四位，或姓名的拼音首字母。按 Esc 返回列表。</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Urged {n}</source>
        <translation>催单 {n}</translation>
    </message>
    <message>
        <source>Waiting for {whom} {until}</source>
        <extracomment>What is owed to the customer whether the ticket is open or not, and never pauses.</extracomment>
        <translation>等待{whom} {until}</translation>
    </message>
    <message>
        <source>counting…</source>
        <translation>正在计数…</translation>
    </message>
    <message>
        <source>found {n}</source>
        <translation>找到 {n} 张</translation>
    </message>
    <message>
        <source>found {n}, the newest {shown} shown</source>
        <translation>找到 {n} 张，显示最新 {shown} 张</translation>
    </message>
    <message>
        <source>more than {n}, the newest {shown} shown</source>
        <translation>超过 {n} 张，显示最新 {shown} 张</translation>
    </message>
    <message>
        <source>{n} tickets</source>
        <translation>{n} 张工单</translation>
    </message>
</context>
<context>
    <name>rating</name>
    <message>
        <source>Dissatisfied</source>
        <translation>不满意</translation>
    </message>
    <message>
        <source>Fair</source>
        <translation>一般</translation>
    </message>
    <message>
        <source>Satisfied</source>
        <translation>满意</translation>
    </message>
</context>
<context>
    <name>record</name>
    <message>
        <source>action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>agent</source>
        <translation>客服</translation>
    </message>
    <message>
        <source>approval</source>
        <translation>审批记录</translation>
    </message>
    <message>
        <source>article</source>
        <translation>知识条目</translation>
    </message>
    <message>
        <source>attachment</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>call-back</source>
        <translation>回访</translation>
    </message>
    <message>
        <source>claim</source>
        <translation>理赔单</translation>
    </message>
    <message>
        <source>customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>delegation</source>
        <translation>审批授权</translation>
    </message>
    <message>
        <source>mark of a script</source>
        <translation>话术标记</translation>
    </message>
    <message>
        <source>message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>note on a script</source>
        <translation>话术意见</translation>
    </message>
    <message>
        <source>offer</source>
        <translation>赔付方案</translation>
    </message>
    <message>
        <source>parcel</source>
        <translation>快件</translation>
    </message>
    <message>
        <source>payment</source>
        <translation>付款</translation>
    </message>
    <message>
        <source>payment file</source>
        <translation>付款文件</translation>
    </message>
    <message>
        <source>piece of evidence</source>
        <translation>证据项</translation>
    </message>
    <message>
        <source>printed form</source>
        <translation>打印记录</translation>
    </message>
    <message>
        <source>promise</source>
        <translation>承诺</translation>
    </message>
    <message>
        <source>recovery</source>
        <translation>追偿</translation>
    </message>
    <message>
        <source>script</source>
        <translation>话术</translation>
    </message>
    <message>
        <source>ticket</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>view</source>
        <translation>视图</translation>
    </message>
</context>
<context>
    <name>recovery</name>
    <message>
        <source>Agreed</source>
        <translation>已认可</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>待处理</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>已收回</translation>
    </message>
    <message>
        <source>Written off</source>
        <translation>已核销</translation>
    </message>
</context>
<context>
    <name>refusal</name>
    <message>
        <source>A change came damaged and was not taken: {reason}. It is kept to be looked at.</source>
        <translation>有一项改动已损坏，未被采纳：{reason}。已保留备查。</translation>
    </message>
    <message>
        <source>A condition asks for the unknown fact “{fact}” ({place}).</source>
        <translation>条件中用到了未知的事实“{fact}”（{place}）。</translation>
    </message>
    <message>
        <source>A condition compares with “{value}”, which fits nothing ({place}).</source>
        <translation>条件中的“{value}”与任何内容都不匹配（{place}）。</translation>
    </message>
    <message>
        <source>A condition has the unknown test “{test}” ({place}).</source>
        <translation>条件中用到了未知的判断“{test}”（{place}）。</translation>
    </message>
    <message>
        <source>A line of the routing chart is never reached ({place}).</source>
        <translation>分派表中有一行永远不会用到（{place}）。</translation>
    </message>
    <message>
        <source>A mark on the picture cannot be read ({mark}). Draw it again.</source>
        <translation>图片上的标注无法读取（{mark}）。请重新标注。</translation>
    </message>
    <message>
        <source>A pause ends before it begins.</source>
        <translation>暂停的结束早于它的开始。</translation>
    </message>
    <message>
        <source>A picture takes at most {most} marks. Remove some.</source>
        <translation>一张图片最多 {most} 个标注。请删去一些。</translation>
    </message>
    <message>
        <source>A piece of a file came damaged. It is sent again.</source>
        <translation>文件有一段损坏，会重新发送。</translation>
    </message>
    <message>
        <source>A rule file cannot be read: {detail}{message} ({file} {place}).</source>
        <translation>规则文件无法读取：{detail}{message}（{file} {place}）。</translation>
    </message>
    <message>
        <source>A rule file is missing: {file}.</source>
        <translation>缺少规则文件：{file}。</translation>
    </message>
    <message>
        <source>A rule file is not in UTF-8: {file}.</source>
        <translation>规则文件不是 UTF-8 编码：{file}。</translation>
    </message>
    <message>
        <source>A rule file was made for a newer version ({file} {place}).</source>
        <translation>规则文件来自更新的版本（{file} {place}）。</translation>
    </message>
    <message>
        <source>A rule is wrong: {message} ({file} {place}).</source>
        <translation>规则有误：{message}（{file} {place}）。</translation>
    </message>
    <message>
        <source>A rule lacks something: {file} {place}.</source>
        <translation>规则缺少内容：{file} {place}。</translation>
    </message>
    <message>
        <source>A script&apos;s short code has letters only, not “{value}” ({place}).</source>
        <translation>话术短码只能是字母，不能是“{value}”（{place}）。</translation>
    </message>
    <message>
        <source>A ticket cannot be a duplicate of itself. Choose another.</source>
        <translation>工单不能与自己重复，请选择另一张。</translation>
    </message>
    <message>
        <source>A working time cannot be below zero.</source>
        <translation>工作时长不能小于零。</translation>
    </message>
    <message>
        <source>Another desk works under this one&apos;s number {desk_no}. Join the database anew.</source>
        <translation>另一台工作台正在使用本机编号 {desk_no}，请重新加入共享数据库。</translation>
    </message>
    <message>
        <source>Another version of this file is called {version}. Give it the next number.</source>
        <translation>此文件已有名为 {version} 的版本，请用下一个版本号。</translation>
    </message>
    <message>
        <source>Another version of {script} is called {version}. Save the draft anew.</source>
        <translation>{script} 已有版本 {version}，请重新保存草稿。</translation>
    </message>
    <message>
        <source>Appeal {number} is on this ticket already and not answered yet.</source>
        <translation>该工单已有申诉 {number}，尚未答复。</translation>
    </message>
    <message>
        <source>As {role} you may not do this. Ask a team leader.</source>
        <translation>{role}无权进行此操作，请联系组长。</translation>
    </message>
    <message>
        <source>At most {most} claims can be settled together.</source>
        <translation>最多可合并 {most} 件理赔。</translation>
    </message>
    <message>
        <source>At most {most} form numbers can be asked for at once.</source>
        <translation>一次最多申请 {most} 个单据编号。</translation>
    </message>
    <message>
        <source>Before this step is left, fill in: {names}.</source>
        <translation>离开此步骤前请先登记：{names}。</translation>
    </message>
    <message>
        <source>Choose at least two claims that are still open.</source>
        <translation>请至少选择两件尚未核准的理赔。</translation>
    </message>
    <message>
        <source>Claim {number} for this parcel is in progress. Open that one and add the items.</source>
        <translation>此快件已有进行中的理赔单 {number}，请打开它并把物品加进去。</translation>
    </message>
    <message>
        <source>Claim {number} has been paid already (reference {reference}).</source>
        <translation>理赔单 {number} 已经付款（流水号 {reference}）。</translation>
    </message>
    <message>
        <source>Claim {number} has no objection that waits for an answer.</source>
        <translation>理赔 {number} 没有待答复的异议。</translation>
    </message>
    <message>
        <source>Claim {number} is linked with others. Take it out first.</source>
        <translation>理赔 {number} 已与其他理赔合并，请先移出。</translation>
    </message>
    <message>
        <source>Claim {number} is paid once its agreement is signed: {why} Print it, and note it when it comes back.</source>
        <translation>理赔 {number} 须先签协议再付款：{why}请打印协议，签回后登记。</translation>
    </message>
    <message>
        <source>Claim {number} is still in progress. Finish or withdraw it first.</source>
        <translation>理赔单 {number} 仍在处理，请先办结或撤回。</translation>
    </message>
    <message>
        <source>Claim {number} is “{before}” and cannot become “{after}”.</source>
        <translation>理赔单 {number} 为“{before}”，不能变为“{after}”。</translation>
    </message>
    <message>
        <source>Claim {number} is “{status}”; its amounts stand.</source>
        <translation>理赔单 {number} 为“{status}”，金额已锁定。</translation>
    </message>
    <message>
        <source>Claim {number} is “{status}”; its pictures stand as they were approved.</source>
        <translation>理赔 {number} 已是“{status}”；其图片以审批时为准，不能再改。</translation>
    </message>
    <message>
        <source>Claim {number} needs an authorisation: {why} Enter by what right it is claimed.</source>
        <translation>理赔 {number} 需要授权：{why}请填写授权说明。</translation>
    </message>
    <message>
        <source>Claim {number} needs an authorisation: {why} List what is needed, and accept the authorisation when it comes.</source>
        <translation>理赔 {number} 需要授权：{why}请列出所需证据，收到授权委托书后确认。</translation>
    </message>
    <message>
        <source>Claim {number}: an objection waits for its answer already.</source>
        <translation>理赔 {number} 已有一项异议等待答复。</translation>
    </message>
    <message>
        <source>Claim {number}: the signed agreement is noted already.</source>
        <translation>理赔 {number} 的签回协议已经登记过。</translation>
    </message>
    <message>
        <source>Departments still owe an answer ({tasks}). Wait for it, or take the tasks back.</source>
        <translation>部门尚未答复（{tasks}）。请等待答复，或先撤回任务。</translation>
    </message>
    <message>
        <source>Everybody may make tables in this database ({user}). {remedy}</source>
        <translation>人人都能在这个数据库里建表（{user}）。{remedy}</translation>
    </message>
    <message>
        <source>Fill in: {field}.</source>
        <translation>请填写：{field}。</translation>
    </message>
    <message>
        <source>In the settings, {place} cannot be “{value}”.</source>
        <translation>设置中的 {place} 不能是“{value}”。</translation>
    </message>
    <message>
        <source>In {path}, {name} cannot be “{value}”.</source>
        <translation>{path} 中的 {name} 不能是“{value}”。</translation>
    </message>
    <message>
        <source>It builds on work that was refused. Settle that first, then try this again.</source>
        <translation>它以一项未被接受的修改为前提。请先处理那一项，再重试。</translation>
    </message>
    <message>
        <source>It cannot go from “{before}” to “{after}”.</source>
        <translation>不能从“{before}”变为“{after}”。</translation>
    </message>
    <message>
        <source>It could not be saved: {reason}. Free some space and try again.</source>
        <translation>未能保存：{reason}。请腾出磁盘空间后重试。</translation>
    </message>
    <message>
        <source>It is already “{status}”.</source>
        <translation>已经是“{status}”了。</translation>
    </message>
    <message>
        <source>It was done in another person&apos;s name than this desk&apos;s login. Sit down as yourself and do it again.</source>
        <translation>这项操作用的不是本工作台账号本人的名义。请以本人身份重新办理。</translation>
    </message>
    <message>
        <source>Its time is over, so it cannot be withdrawn. Say whether it was kept.</source>
        <translation>时限已过，不能再撤回。请说明是否兑现。</translation>
    </message>
    <message>
        <source>Its time was over by then. Say when it was kept in time, or that it was not kept.</source>
        <translation>那时已超过时限。请填写按时兑现的时间，或记为未兑现。</translation>
    </message>
    <message>
        <source>Keys for scripts are 1 to {most}, not {value}.</source>
        <translation>话术快捷键为 1 至 {most}，没有 {value}。</translation>
    </message>
    <message>
        <source>Line {line} of the script: {problem}.</source>
        <translation>话术第 {line} 行：{problem}。</translation>
    </message>
    <message>
        <source>No appeal waits for an answer on ticket {number}.</source>
        <translation>工单 {number} 没有待答复的申诉。</translation>
    </message>
    <message>
        <source>No compensation rule fits this parcel. Enter the amount with a reason.</source>
        <translation>没有适用于此快件的赔偿规则，请填写金额并说明理由。</translation>
    </message>
    <message>
        <source>No reply script was found in {file}. Number the entries, or put each under a heading.</source>
        <translation>在{file}里没有找到话术。请给条目编号，或让每条有自己的标题。</translation>
    </message>
    <message>
        <source>Nobody called “{leader}” may agree to this. Name the team leader who did.</source>
        <translation>“{leader}”无权同意此事，请填写表示同意的组长。</translation>
    </message>
    <message>
        <source>Nobody here is called “{agent}”. Use the work number or the full name.</source>
        <translation>没有名为“{agent}”的人员，请使用工号或全名。</translation>
    </message>
    <message>
        <source>Nobody of {group} is free for ticket {number}: all are away, full or lack what it needs. Assign it by hand, or raise somebody&apos;s room.</source>
        <translation>{group}暂无可接工单 {number} 的人：都不在岗、已满额或缺少所需技能。请手工指派，或提高某人的接单上限。</translation>
    </message>
    <message>
        <source>Nobody to send to. Fill in where {channel} should go.</source>
        <translation>没有收信人，请填写{channel}的接收方。</translation>
    </message>
    <message>
        <source>Nothing is answered yet. Answer the first question.</source>
        <translation>还没有回答。请先回答第一题。</translation>
    </message>
    <message>
        <source>Nothing is ever routed to {value} ({place}).</source>
        <translation>没有任何工单会分派到 {value}（{place}）。</translation>
    </message>
    <message>
        <source>Only who owns the database may do this.</source>
        <translation>只有数据库的所有者可以这样做。</translation>
    </message>
    <message>
        <source>Operations of the last {days} days stay. Name an earlier month.</source>
        <translation>最近 {days} 天的操作须保留，请指定更早的月份。</translation>
    </message>
    <message>
        <source>Parts stand in parts more than {most} deep at “{snippet}”. Put fewer into each other.</source>
        <translation>片段套片段超过 {most} 层（“{snippet}”处）。请减少嵌套。</translation>
    </message>
    <message>
        <source>SQLite {version} is too old. Aftercare needs 3.35 or later.</source>
        <translation>SQLite {version} 过旧，需要 3.35 或更新版本。</translation>
    </message>
    <message>
        <source>Say what is to be changed, so that whoever wrote {script} knows.</source>
        <translation>请写明需要修改什么，好让 {script} 的撰写人知道。</translation>
    </message>
    <message>
        <source>Say who you are. On this team are: {known}</source>
        <translation>请说明您是谁。本团队有：{known}</translation>
    </message>
    <message>
        <source>Script {script} asks for the unknown “{fact}”.</source>
        <translation>话术 {script} 用到了未知的“{fact}”。</translation>
    </message>
    <message>
        <source>Some rows cannot be imported; nothing was changed.</source>
        <translation>有些行无法导入，未做任何改动。</translation>
    </message>
    <message>
        <source>Task {number} stays where its ticket is. Transfer that one.</source>
        <translation>协办任务 {number} 随所属工单，不能单独转组；请转那张工单。</translation>
    </message>
    <message>
        <source>That record belongs to another form. Write a new one.</source>
        <translation>那条登记属于另一张表，请新写一条。</translation>
    </message>
    <message>
        <source>That time has not come yet. Choose one that has passed.</source>
        <translation>这个时间还没有到。请选择已过去的时间。</translation>
    </message>
    <message>
        <source>That time has passed. Choose a later one to call back.</source>
        <translation>这个时间已过。请选择更晚的回访时间。</translation>
    </message>
    <message>
        <source>That time has passed. Choose a later one to wait until.</source>
        <translation>该时间已过，请选择更晚的时间。</translation>
    </message>
    <message>
        <source>That time has passed. Promise something for a later one.</source>
        <translation>这个时间已过。请承诺更晚的时间。</translation>
    </message>
    <message>
        <source>The address names a login that is entered with a one-time secret. Paste it, or ask an administrator for one.</source>
        <translation>地址中的账号要用一次性密钥加入。请粘贴密钥，或向管理员索取。</translation>
    </message>
    <message>
        <source>The amount is too large.</source>
        <translation>金额过大。</translation>
    </message>
    <message>
        <source>The calendar {calendar} does not reach that far.</source>
        <translation>日历 {calendar} 没有覆盖到那一天。</translation>
    </message>
    <message>
        <source>The calendar {calendar} has no working time.</source>
        <translation>日历 {calendar} 没有工作时间。</translation>
    </message>
    <message>
        <source>The change is of an unknown kind. Update Aftercare.</source>
        <translation>改动的类型未知，请升级售后工作台。</translation>
    </message>
    <message>
        <source>The claim is not complete. Fill in: {field}.</source>
        <translation>理赔单不完整，请填写：{field}。</translation>
    </message>
    <message>
        <source>The colleague&apos;s desk has not sent this file yet. Try again later.</source>
        <translation>同事的工作台还没有上传这个文件，请稍后再试。</translation>
    </message>
    <message>
        <source>The desk is closing. Start again to go on.</source>
        <translation>工作台正在关闭，请重新启动后继续。</translation>
    </message>
    <message>
        <source>The document has no such page.</source>
        <translation>文档没有这一页。</translation>
    </message>
    <message>
        <source>The export was stopped.</source>
        <translation>导出已停止。</translation>
    </message>
    <message>
        <source>The fact {name} is no plain value: {reason}.</source>
        <translation>事实 {name} 不是普通的值：{reason}。</translation>
    </message>
    <message>
        <source>The file came damaged and was not kept. Try again in a moment.</source>
        <translation>文件传输中损坏，未保存。请稍后再试。</translation>
    </message>
    <message>
        <source>The form could not be kept in {path}: {reason}.</source>
        <translation>表单无法保存到 {path}：{reason}。</translation>
    </message>
    <message>
        <source>The form has no field “{field}”. Update the program.</source>
        <translation>表单没有“{field}”这一栏，请升级程序。</translation>
    </message>
    <message>
        <source>The form&apos;s font has no “{character}” ({code_point}) for {field}. Write it another way.</source>
        <translation>{field}里的“{character}”（{code_point}）表单字体没有，无法打印，请换一种写法。</translation>
    </message>
    <message>
        <source>The form&apos;s font has no “{character}”. Write it another way.</source>
        <translation>表单字体中没有“{character}”，请换一种写法。</translation>
    </message>
    <message>
        <source>The form&apos;s wording is wrong: {problem} ({file} {place}).</source>
        <translation>表单文字有误：{problem}（{file} {place}）。</translation>
    </message>
    <message>
        <source>The form&apos;s wording lacks {place} ({file}).</source>
        <translation>表单文字缺少 {place}（{file}）。</translation>
    </message>
    <message>
        <source>The import was stopped; nothing was changed.</source>
        <translation>导入已停止，未做任何改动。</translation>
    </message>
    <message>
        <source>The items add up to a loss of {items}, but {loss} is entered. Correct one of them.</source>
        <translation>各项物品损失合计{items}，与填写的损失{loss}不一致，请改正其中一处。</translation>
    </message>
    <message>
        <source>The keys of the object storage cannot be read from {path}: {reason}.</source>
        <translation>无法从 {path} 读取对象存储的密钥：{reason}。</translation>
    </message>
    <message>
        <source>The limit {rule} has no length of time ({place}).</source>
        <translation>时限 {rule} 没有时长（{place}）。</translation>
    </message>
    <message>
        <source>The limit {rule} names the unknown calendar {calendar}.</source>
        <translation>时限 {rule} 用到了未知的日历 {calendar}。</translation>
    </message>
    <message>
        <source>The list cannot be sorted by “{order}”.</source>
        <translation>列表不能按“{order}”排序。</translation>
    </message>
    <message>
        <source>The login of this desk belongs to one person. Others sit at desks of their own: let them join with their own secret.</source>
        <translation>本工作台的账号专属一人。其他人请用自己的工作台，以自己的密钥加入。</translation>
    </message>
    <message>
        <source>The login {login} is somebody else&apos;s. Choose another.</source>
        <translation>账号 {login} 已归他人使用，请换一个。</translation>
    </message>
    <message>
        <source>The mapping cannot be used: {detail}{reason}. Choose the fields anew.</source>
        <translation>对应关系无法使用：{detail}{reason}。请重新选择字段。</translation>
    </message>
    <message>
        <source>The message is already “{delivery}”; there is nothing to retry.</source>
        <translation>消息已经是“{delivery}”，无需重试。</translation>
    </message>
    <message>
        <source>The number {serial} stands on another form already. Print this one again: it gets a new number.</source>
        <translation>编号 {serial} 已用于另一张单据。请重新打印，会得到新的编号。</translation>
    </message>
    <message>
        <source>The object storage refused: {reason}.</source>
        <translation>对象存储拒绝：{reason}。</translation>
    </message>
    <message>
        <source>The part “{snippet}” would be put into itself. Take it out of one of the scripts.</source>
        <translation>片段“{snippet}”会套进它自己。请从其中一条话术里去掉它。</translation>
    </message>
    <message>
        <source>The password for {place} cannot be read from {source}.</source>
        <translation>无法从 {source} 读取 {place} 的密码。</translation>
    </message>
    <message>
        <source>The printed copy is not on this desk. Print a new one.</source>
        <translation>打印件不在本机，请重新打印。</translation>
    </message>
    <message>
        <source>The procedure has no form “{form}”. Choose another.</source>
        <translation>流程中没有“{form}”这张表，请另选。</translation>
    </message>
    <message>
        <source>The procedure has no step “{step}”. Choose another.</source>
        <translation>流程中没有步骤“{step}”，请另选一步。</translation>
    </message>
    <message>
        <source>The ready-made copy is damaged. The desk fetches everything one by one.</source>
        <translation>现成副本已损坏，将逐条取数。</translation>
    </message>
    <message>
        <source>The ready-made copy is gone; a newer one will be there soon.</source>
        <translation>现成副本已被清除，稍后会有更新的。</translation>
    </message>
    <message>
        <source>The record {uid} is not lost.</source>
        <translation>记录 {uid} 没有丢失。</translation>
    </message>
    <message>
        <source>The routing chart asks for the unknown fact “{fact}” ({place}).</source>
        <translation>分派表用到了未知的事实“{fact}”（{place}）。</translation>
    </message>
    <message>
        <source>The routing chart has no last line for all the rest ({place}).</source>
        <translation>分派表缺少兜底的最后一行（{place}）。</translation>
    </message>
    <message>
        <source>The routing chart&apos;s sentence is wrong: “{value}” ({place}).</source>
        <translation>分派表的说明有误：“{value}”（{place}）。</translation>
    </message>
    <message>
        <source>The rules have a mistake ({file} {place}): {message}.</source>
        <translation>规则有误（{file} {place}）：{message}。</translation>
    </message>
    <message>
        <source>The script is longer than {longest} characters.</source>
        <translation>话术超过 {longest} 个字。</translation>
    </message>
    <message>
        <source>The settings do not allow to send to {host}.</source>
        <translation>设置不允许发往 {host}。</translation>
    </message>
    <message>
        <source>The shared database changed while it was copied. Start the copy again.</source>
        <translation>复制期间共享数据库有变动，请重新复制。</translation>
    </message>
    <message>
        <source>The shared database could not store this: {reason}. It is kept here.</source>
        <translation>共享数据库无法保存这一项：{reason}。内容仍在本机。</translation>
    </message>
    <message>
        <source>The shared database did not let this login in. Look at the name in the address, and at the secret or password.</source>
        <translation>共享数据库拒绝了这个账号。请核对地址中的账号名，以及密钥或密码。</translation>
    </message>
    <message>
        <source>The shared database does not answer: {reason}.</source>
        <translation>共享数据库没有应答：{reason}。</translation>
    </message>
    <message>
        <source>The shared database does not know this desk. Join it anew.</source>
        <translation>共享数据库不认识本机，请重新加入。</translation>
    </message>
    <message>
        <source>The shared database does not know this login ({login}). Ask an administrator to add you and to give you a secret.</source>
        <translation>共享数据库不认识这个账号（{login}）。请管理员添加您并给您一个密钥。</translation>
    </message>
    <message>
        <source>The shared database failed: {reason}. It is tried again.</source>
        <translation>共享数据库出错：{reason}。稍后会自动重试。</translation>
    </message>
    <message>
        <source>The shared database has no desk {desk}.</source>
        <translation>共享数据库里没有工作台 {desk}。</translation>
    </message>
    <message>
        <source>The shared database is a stand-by that takes no changes yet.</source>
        <translation>共享数据库是备机，目前不接受改动。</translation>
    </message>
    <message>
        <source>The shared database is newer. Update Aftercare.</source>
        <translation>共享数据库的版本更新，请升级售后工作台。</translation>
    </message>
    <message>
        <source>The shared database is older. Have it brought up to date.</source>
        <translation>共享数据库的版本较旧，请联系管理员升级。</translation>
    </message>
    <message>
        <source>The shared database was put back from an older backup and does not have this ticket yet. It comes back with the desk that made it. This change waits for that and is sent again by itself, for seven days at most.</source>
        <translation>共享数据库由较早的备份恢复，暂时没有这张工单。建单的工作台连上后它就会回来；这项修改会一直等着并自动重发，最多等七天。</translation>
    </message>
    <message>
        <source>The shared database was restored or moved. Whoever looks after it has to give it a new epoch: {remedy}</source>
        <translation>共享数据库被恢复或迁移过，须由维护人员设置新的纪元：{remedy}</translation>
    </message>
    <message>
        <source>The shared database was set back. Join it anew.</source>
        <translation>共享数据库被回退过，请重新加入。</translation>
    </message>
    <message>
        <source>The shares cannot be spread: {weights}.</source>
        <translation>份额无法分摊：{weights}。</translation>
    </message>
    <message>
        <source>The step “{step}” is no longer in the procedure. Put the ticket on a step of it anew.</source>
        <translation>流程中已没有步骤“{step}”，请把工单重新安放到一个步骤。</translation>
    </message>
    <message>
        <source>The subject is too long by {over} characters: {most} at most. Shorten it.</source>
        <translation>主题超出 {over} 字，最多 {most} 字，请缩短。</translation>
    </message>
    <message>
        <source>The team has a newer version. Update Aftercare.</source>
        <translation>团队使用的版本更新，请升级售后工作台。</translation>
    </message>
    <message>
        <source>The team has a script with the short code {value}. Choose another one.</source>
        <translation>团队话术已使用短码 {value}，请另选一个。</translation>
    </message>
    <message>
        <source>The ticket has gone to {group} meanwhile. Transfer it again if it must move.</source>
        <translation>工单此时已转到{group}，如仍需转组请再操作一次。</translation>
    </message>
    <message>
        <source>The ticket is at its first step. There is none to go back to.</source>
        <translation>工单在第一步，不能再退。</translation>
    </message>
    <message>
        <source>The {kind} is not in the shared database.</source>
        <translation>共享数据库中没有这份{kind}。</translation>
    </message>
    <message>
        <source>The {kind} is not on this desk (any more). Exchange now (F5) and look again.</source>
        <translation>本机（已）没有这份{kind}，请立即同步（F5）后再看。</translation>
    </message>
    <message>
        <source>The {kind} was removed meanwhile.</source>
        <translation>这份{kind}此时已被删除。</translation>
    </message>
    <message>
        <source>There are no words in this note on {script}.</source>
        <translation>这条关于 {script} 的意见没有内容。</translation>
    </message>
    <message>
        <source>There is no desk in {path}.</source>
        <translation>{path} 中没有工作台。</translation>
    </message>
    <message>
        <source>There is no encoding “{encoding}”. Choose one of the list.</source>
        <translation>没有“{encoding}”这种编码，请从列表中选择。</translation>
    </message>
    <message>
        <source>There is no file {path}.</source>
        <translation>没有文件 {path}。</translation>
    </message>
    <message>
        <source>There is no part “{snippet}” in this language. Correct the name in the script.</source>
        <translation>没有这种语言的片段“{snippet}”。请更正话术中的片段名。</translation>
    </message>
    <message>
        <source>There is no shared database at {hub}. {remedy}</source>
        <translation>{hub} 没有共享数据库。{remedy}</translation>
    </message>
    <message>
        <source>There is no sheet “{sheet}”. There are: {sheets}.</source>
        <translation>没有工作表“{sheet}”。现有：{sheets}。</translation>
    </message>
    <message>
        <source>There is no status “{status}”.</source>
        <translation>没有“{status}”这个状态。</translation>
    </message>
    <message>
        <source>There is no time zone “{zone}” ({place}).</source>
        <translation>没有时区“{zone}”（{place}）。</translation>
    </message>
    <message>
        <source>There is no time zone “{zone}”. Write it like Asia/Shanghai.</source>
        <translation>没有时区“{zone}”，请写成 Asia/Shanghai 这样的形式。</translation>
    </message>
    <message>
        <source>There is no view “{view}”. There are: {known}.</source>
        <translation>没有视图“{view}”。现有：{known}。</translation>
    </message>
    <message>
        <source>There is nothing at {place} that could be edited so.</source>
        <translation>{place} 处没有可以这样修改的内容。</translation>
    </message>
    <message>
        <source>These claims are paid to different payees: {names}. Correct the payee, or pay each claim by itself.</source>
        <translation>这些理赔的收款人不同：{names}。请更正收款人，或逐件付款。</translation>
    </message>
    <message>
        <source>These claims have neither customer, key account nor claimant in common. Link only claims that belong together.</source>
        <translation>这些理赔的客户、大客户和索赔人都不相同，只能合并属于同一方的理赔。</translation>
    </message>
    <message>
        <source>This call-back is settled already. Set a new one.</source>
        <translation>这次回访已经了结。如需再访，请另行安排。</translation>
    </message>
    <message>
        <source>This cannot be repeated by itself: open the ticket; your words lie there as a draft.</source>
        <translation>这项操作不能自动重做：请打开工单，您写的内容已存为草稿。</translation>
    </message>
    <message>
        <source>This cannot be undone. Put it right by hand.</source>
        <translation>此操作无法撤销，请手动改正。</translation>
    </message>
    <message>
        <source>This desk has no form numbers left, and the shared database that gives them is away. Wait for it, or print a provisional copy marked 待编号.</source>
        <translation>本机的单据编号已用完，而发放编号的共享数据库连不上。请等待，或打印标有“待编号”的临时件。</translation>
    </message>
    <message>
        <source>This desk has no number yet. Exchange now (F5).</source>
        <translation>本机还没有编号，请立即同步（F5）。</translation>
    </message>
    <message>
        <source>This desk shares with nobody. Join a shared database first.</source>
        <translation>本机没有共享，请先加入共享数据库。</translation>
    </message>
    <message>
        <source>This desk was opened by a newer version. Update Aftercare.</source>
        <translation>这个工作台由更新的版本打开过，请升级售后工作台。</translation>
    </message>
    <message>
        <source>This desk was taken off the shared database. Ask an administrator, then join it anew.</source>
        <translation>本工作台已从共享数据库移除。请联系管理员，然后重新加入。</translation>
    </message>
    <message>
        <source>This login still has its one-time secret. Join the database with it first.</source>
        <translation>这个账号的一次性密钥还没有使用，请先用它加入。</translation>
    </message>
    <message>
        <source>This message has left; it cannot be taken back any more.</source>
        <translation>这条消息已经发出，不能再撤回。</translation>
    </message>
    <message>
        <source>This message was taken back.</source>
        <translation>这条消息已撤回。</translation>
    </message>
    <message>
        <source>This parcel was paid for with claim {number}. A team leader can make another claim, with a reason.</source>
        <translation>这票件已按理赔单{number}赔付。如需再次理赔，请组长说明理由后新建。</translation>
    </message>
    <message>
        <source>This promise is settled already. Make a new one.</source>
        <translation>这项承诺已经了结。如有需要，请另作承诺。</translation>
    </message>
    <message>
        <source>This reply may be meant for somebody else. Look at it again.</source>
        <translation>这条回复可能发错了人，请再看一遍。</translation>
    </message>
    <message>
        <source>This secret is too old. Ask an administrator for a new one.</source>
        <translation>这个密钥已过期，请向管理员索取新的。</translation>
    </message>
    <message>
        <source>This secret is wrong or has been used already. Look at it again; if it was used and not by you, tell an administrator, and ask for a new one.</source>
        <translation>密钥不对，或已经用过。请核对一遍；如果已被用过而不是您用的，请告知管理员并索取新密钥。</translation>
    </message>
    <message>
        <source>This step does not follow from the one the ticket is in.</source>
        <translation>从当前步骤不能进入这一步。</translation>
    </message>
    <message>
        <source>This was undone before.</source>
        <translation>此操作已经撤销过了。</translation>
    </message>
    <message>
        <source>This way is locked: {why}.</source>
        <translation>此出口已锁定：{why}。</translation>
    </message>
    <message>
        <source>Ticket {number} about this parcel is still open. Urge that one instead.</source>
        <translation>此快件的工单 {number} 仍在处理，请在那张工单上催单。</translation>
    </message>
    <message>
        <source>Ticket {number} is a customer&apos;s case, no task.</source>
        <translation>工单 {number} 是客户的工单，不是协办任务。</translation>
    </message>
    <message>
        <source>Ticket {number} is a task itself. Open this one on its ticket.</source>
        <translation>工单 {number} 本身就是协办任务，请在它所属的工单上发起。</translation>
    </message>
    <message>
        <source>Ticket {number} is already with {group}.</source>
        <translation>工单 {number} 已经在{group}。</translation>
    </message>
    <message>
        <source>Ticket {number} is finished. Reopen it first.</source>
        <translation>工单 {number} 已办结，请先重新打开。</translation>
    </message>
    <message>
        <source>Ticket {number} is itself a duplicate. Link to the ticket it belongs to.</source>
        <translation>工单 {number} 本身就是重复单，请关联到它所属的工单。</translation>
    </message>
    <message>
        <source>Ticket {number} is not resolved. Resolve it first.</source>
        <translation>工单 {number} 尚未解决，请先解决。</translation>
    </message>
    <message>
        <source>Ticket {number} was taken up again meanwhile, so it was not ended. Look at what is new before you end it.</source>
        <translation>工单 {number} 期间已被重新打开，因此没有办结。请先查看新内容，再决定是否办结。</translation>
    </message>
    <message>
        <source>To compute the amount, fill in: {field}.</source>
        <translation>计算金额前请填写：{field}。</translation>
    </message>
    <message>
        <source>Too long by {over} characters: {length}, {most} at most. Shorten it.</source>
        <translation>超出 {over} 字：现有 {length} 字，最多 {most} 字，请缩短。</translation>
    </message>
    <message>
        <source>Too long by {over} characters: {parts} text messages, {most} at most. Shorten it.</source>
        <translation>超出 {over} 字：要发 {parts} 条短信，最多 {most} 条，请缩短。</translation>
    </message>
    <message>
        <source>Unknown name in a rule file: {file} {place}.</source>
        <translation>规则文件中有未知的名称：{file} {place}。</translation>
    </message>
    <message>
        <source>Version {version} comes later than that. Choose a moment after it.</source>
        <translation>版本 {version} 的生效时间更晚，请选择在它之后的时间。</translation>
    </message>
    <message>
        <source>Version {version} is in force. Put an earlier one in force again instead.</source>
        <translation>版本 {version} 已经生效；如需撤回，请让较早的版本重新生效。</translation>
    </message>
    <message>
        <source>Version {version} is no draft any more. Make a new one from it.</source>
        <translation>版本 {version} 已不是草稿，请以它为底稿新建一份。</translation>
    </message>
    <message>
        <source>Version {version} of {script} comes later than that. Choose a moment after it.</source>
        <translation>{script} 的版本 {version} 生效更晚，请选择其后的时间。</translation>
    </message>
    <message>
        <source>Version {version} of {script} has been put in force or retired since this one was begun. Take that one&apos;s changes in, and have this one reviewed again; its words are kept.</source>
        <translation>此版本起草后，{script} 的版本 {version} 已生效或停用。请并入其改动后重新送审；文字已保留。</translation>
    </message>
    <message>
        <source>Version {version} of {script} is in force. Retire it, or put another in force instead.</source>
        <translation>{script} 的版本 {version} 已生效，请停用它，或改为启用另一版本。</translation>
    </message>
    <message>
        <source>Version {version} of {script} is not altered any more. Make a new one from it.</source>
        <translation>{script} 的版本 {version} 已不能修改，请据此新建版本。</translation>
    </message>
    <message>
        <source>Version {version} of {script} stands elsewhere by now. Look at it again.</source>
        <translation>{script} 的版本 {version} 状态已变，请重新查看。</translation>
    </message>
    <message>
        <source>What was learned cannot be read: {reason}. Learn anew in the rules (Learned).</source>
        <translation>学到的内容无法读取：{reason}。请在规则的“学习”中重新学习。</translation>
    </message>
    <message>
        <source>What was learned is from a newer program. Update this one, or learn anew.</source>
        <translation>学到的内容来自更新版本的程序。请升级本程序，或重新学习。</translation>
    </message>
    <message>
        <source>What was said on the phone cannot be taken back.</source>
        <translation>电话里说过的话不能撤回。</translation>
    </message>
    <message>
        <source>While the line is down a colleague may be working on this ticket. You may note, correct and attach; the rest comes when the shared database is back.</source>
        <translation>断网期间同事可能正在处理这张单。可以备注、改资料、传附件；其余的请等恢复连接。</translation>
    </message>
    <message>
        <source>Who approved claim {number} cannot pay it. Ask a colleague.</source>
        <translation>理赔单 {number} 的审批人不能付款，请由同事办理。</translation>
    </message>
    <message>
        <source>Who made claim {number} cannot approve it. Ask a colleague.</source>
        <translation>理赔单 {number} 的经办人不能审批，请由同事办理。</translation>
    </message>
    <message>
        <source>With {name} the pictures would have more than {most} MB together. Take out what is not needed.</source>
        <translation>加上 {name}，图片合计将超过 {most} MB。请去掉不需要的。</translation>
    </message>
    <message>
        <source>Working hours overlap at “{value}” ({place}).</source>
        <translation>工作时间在“{value}”处重叠（{place}）。</translation>
    </message>
    <message>
        <source>You are not available just now, so nothing is given to you. Set yourself to “available” at the bottom of the window first.</source>
        <translation>您现在不在岗，系统不会派单。请先在窗口底部改为“在岗”。</translation>
    </message>
    <message>
        <source>You have {desks} desks already, and may have {most}. Ask an administrator to take one off the shared database, or to allow more.</source>
        <translation>您已有 {desks} 台工作台，最多 {most} 台。请让管理员从共享数据库移除一台，或放宽上限。</translation>
    </message>
    <message>
        <source>You have {load} open tickets and room for {room}. Finish some, or ask a team leader for more room.</source>
        <translation>您已有 {load} 张未结工单，上限为 {room}。请先处理一些，或请组长提高上限。</translation>
    </message>
    <message>
        <source>You wrote or changed version {version} of {script}. Have somebody else review it.</source>
        <translation>{script} 的版本 {version} 由您撰写或修改，请由他人审核。</translation>
    </message>
    <message>
        <source>{agent} did this; only they can undo it.</source>
        <translation>这是{agent}的操作，只有本人可以撤销。</translation>
    </message>
    <message>
        <source>{agent} is working on ticket {number}. Take another.</source>
        <translation>{agent}正在处理工单 {number}，请取另一张。</translation>
    </message>
    <message>
        <source>{agent} no longer works here. Choose somebody else.</source>
        <translation>{agent}已不在岗，请选择其他人。</translation>
    </message>
    <message>
        <source>{agent} sent this; only they or a leader can take it back.</source>
        <translation>这是{agent}发的，只有本人或组长可以撤回。</translation>
    </message>
    <message>
        <source>{amount} is above your limit of {limit}. Ask somebody with a higher one.</source>
        <translation>{amount} 超出您 {limit} 的审批权限，请由更高权限的人审批。</translation>
    </message>
    <message>
        <source>{amount} is no amount for a claim. Enter one above zero.</source>
        <translation>{amount} 不能作为理赔金额，请填写大于零的金额。</translation>
    </message>
    <message>
        <source>{author} has answered meanwhile. Read it, then send again.</source>
        <translation>{author}刚刚已经回复，请先阅读，再发送。</translation>
    </message>
    <message>
        <source>{author} has changed this ticket meanwhile. Look at it, then send again.</source>
        <translation>{author}刚刚改动了这张工单，请看过再发送。</translation>
    </message>
    <message>
        <source>{by} has answered this note on {script} already.</source>
        <translation>{by} 已回复过这条关于 {script} 的意见。</translation>
    </message>
    <message>
        <source>{by} has put version {version} in force since this draft was begun. Take that one&apos;s changes in, and activate it again; the draft is kept.</source>
        <translation>此草稿开始之后，{by} 已启用版本 {version}。请并入其改动后再启用；草稿仍然保留。</translation>
    </message>
    <message>
        <source>{code}: {column} is longer than a cell of a workbook holds. Export to another format.</source>
        <translation>{code}：{column}超过表格一格能放的长度，请换一种格式导出。</translation>
    </message>
    <message>
        <source>{count} scripts are too many at once. Take in {most} at a time.</source>
        <translation>一次导入 {count} 条话术太多，请每次不超过 {most} 条。</translation>
    </message>
    <message>
        <source>{day} does not belong to the year {year} ({place}).</source>
        <translation>{day} 不属于 {year} 年（{place}）。</translation>
    </message>
    <message>
        <source>{day} is both a working day and a day off ({place}).</source>
        <translation>{day} 既是工作日又是休息日（{place}）。</translation>
    </message>
    <message>
        <source>{desk} may be any of several desks: {numbers}. Name one.</source>
        <translation>{desk} 对应不止一台工作台：{numbers}。请指明一台。</translation>
    </message>
    <message>
        <source>{expected} was expected, {found} found ({file} {place}).</source>
        <translation>应为 {expected}，实为 {found}（{file} {place}）。</translation>
    </message>
    <message>
        <source>{field} cannot be below zero.</source>
        <translation>{field}不能小于零。</translation>
    </message>
    <message>
        <source>{field} cannot be “{value}”. Choose one of the list.</source>
        <translation>{field}不能是“{value}”，请从列表中选择。</translation>
    </message>
    <message>
        <source>{field} was changed again since. Undo would overwrite that; change it by hand.</source>
        <translation>{field}之后又被改过，撤销会覆盖它，请手动修改。</translation>
    </message>
    <message>
        <source>{field} was changed meanwhile to “{theirs}”. Look at it and change it again.</source>
        <translation>{field}此时已被改为“{theirs}”，请查看后再修改。</translation>
    </message>
    <message>
        <source>{file} cannot be opened: {detail}. Check its rights.</source>
        <translation>无法打开 {file}：{detail}。请检查文件权限。</translation>
    </message>
    <message>
        <source>{file} does not tell what became of which payment. It needs a column with the result and one with the number or the account. It has: {columns}.</source>
        <translation>{file} 没有说明哪笔付款结果如何。需要有处理结果列，以及业务编号或账号列。现有列：{columns}。</translation>
    </message>
    <message>
        <source>{file} has a password. Open it in the table program and save it without.</source>
        <translation>{file} 有密码，请用表格软件打开并取消密码后另存。</translation>
    </message>
    <message>
        <source>{file} has no column of texts to say. Choose the column of the body.</source>
        <translation>{file}里没有话术内容的列。请指定哪一列是正文。</translation>
    </message>
    <message>
        <source>{file} has no version {version}.</source>
        <translation>{file} 没有版本 {version}。</translation>
    </message>
    <message>
        <source>{file} holds no list of records.</source>
        <translation>{file} 中没有记录列表。</translation>
    </message>
    <message>
        <source>{file} is a web page with another name. Open it in the table program and save it as .xlsx.</source>
        <translation>{file} 其实是网页，请用表格软件打开并另存为 .xlsx。</translation>
    </message>
    <message>
        <source>{file} is an archive. Unpack it and choose the file in it.</source>
        <translation>{file} 是压缩包，请解压后选择其中的文件。</translation>
    </message>
    <message>
        <source>{file} is broken JSON (line {line}). Export it again where it came from.</source>
        <translation>{file} 的 JSON 已损坏（第 {line} 行），请在来源系统重新导出。</translation>
    </message>
    <message>
        <source>{file} is broken TOML: {detail}.</source>
        <translation>{file}不是完好的 TOML：{detail}。</translation>
    </message>
    <message>
        <source>{file} is damaged. Export it again where it came from.</source>
        <translation>{file} 已损坏，请在来源系统重新导出。</translation>
    </message>
    <message>
        <source>{file} is larger than can be read. Part it.</source>
        <translation>{file}太大，读不了。请拆开后再导入。</translation>
    </message>
    <message>
        <source>{file} is no table. Choose a CSV, Excel, JSON or JSON Lines file.</source>
        <translation>{file} 不是表格，请选择 CSV、Excel、JSON 或 JSON Lines 文件。</translation>
    </message>
    <message>
        <source>{file}: line {line} stands before the first type.</source>
        <translation>{file}：第 {line} 行在第一个类型之前。</translation>
    </message>
    <message>
        <source>{group} has no procedure. Ask your team leader to add one to the rules.</source>
        <translation>{group}没有处理流程，请组长在规则中补充。</translation>
    </message>
    <message>
        <source>{host} would get the password unprotected. Use TLS.</source>
        <translation>{host} 会以明文接收密码，请使用 TLS。</translation>
    </message>
    <message>
        <source>{hub} holds a team already. Join it instead.</source>
        <translation>{hub} 中已有团队，请改为加入。</translation>
    </message>
    <message>
        <source>{label} is missing. Fill it in.</source>
        <translation>还没有填{label}，请补上。</translation>
    </message>
    <message>
        <source>{label} may have {most} characters. Shorten it.</source>
        <translation>{label}最多 {most} 个字，请缩短。</translation>
    </message>
    <message>
        <source>{label} must not be less than {least}, not “{text}”.</source>
        <translation>{label}不能早于或低于 {least}，现在是“{text}”。</translation>
    </message>
    <message>
        <source>{label} must not be more than {most}, not “{text}”.</source>
        <translation>{label}不能晚于或超过 {most}，现在是“{text}”。</translation>
    </message>
    <message>
        <source>{message}</source>
        <translation>{message}</translation>
    </message>
    <message>
        <source>{name} cannot be attached: {kind} files are not taken.</source>
        <translation>{name} 不能作为附件：不接受 {kind} 文件。</translation>
    </message>
    <message>
        <source>{name} cannot be read: {reason}.</source>
        <translation>{name} 无法读取：{reason}。</translation>
    </message>
    <message>
        <source>{name} has more than the {most} megapixels that are allowed. Save it smaller, or photograph it with less.</source>
        <translation>{name} 超过允许的 {most} 百万像素。请缩小后再存，或用较低像素重拍。</translation>
    </message>
    <message>
        <source>{name} has more than {most} pages. Attach the pages that matter.</source>
        <translation>{name} 超过 {most} 页。请只附上有关的页。</translation>
    </message>
    <message>
        <source>{name} has {megabytes} MB, more than the {most} MB that are allowed. Save it smaller.</source>
        <translation>{name} 有 {megabytes} MB，超过允许的 {most} MB。请缩小后再存。</translation>
    </message>
    <message>
        <source>{name} is a HEIC picture, and this computer lacks what reads them (pi-heif). Start the program anew so that it completes itself, or save the picture as JPEG.</source>
        <translation>{name} 是 HEIC 图片，本机缺少读取它的组件（pi-heif）。请重新启动程序让它自行补齐，或将图片另存为 JPEG。</translation>
    </message>
    <message>
        <source>{name} is a PDF with a password. Ask for one without, or print it to a new PDF.</source>
        <translation>{name} 是带密码的 PDF。请索取不带密码的，或重新打印成新的 PDF。</translation>
    </message>
    <message>
        <source>{name} is an animation of more than {most} pictures. Attach the one that matters.</source>
        <translation>{name} 是超过 {most} 帧的动图。请只附上有关的一张。</translation>
    </message>
    <message>
        <source>{name} is damaged or cut off ({reason}). Ask for the picture once more.</source>
        <translation>{name} 已损坏或不完整（{reason}）。请对方重新发送。</translation>
    </message>
    <message>
        <source>{name} is no picture and no PDF ({kind}). Attach JPEG, HEIC, PNG, GIF, WebP, TIFF, BMP, AVIF or PDF.</source>
        <translation>{name} 不是图片也不是 PDF（{kind}）。请附上 JPEG、HEIC、PNG、GIF、WebP、TIFF、BMP、AVIF 或 PDF。</translation>
    </message>
    <message>
        <source>{name} is no picture; only pictures and PDFs take marks.</source>
        <translation>{name} 不是图片；只有图片和 PDF 可以标注。</translation>
    </message>
    <message>
        <source>{name} is not on this desk and cannot be sent with it.</source>
        <translation>{name} 不在本机，无法随信发送。</translation>
    </message>
    <message>
        <source>{name} is the name of several. Use the work number: {numbers}.</source>
        <translation>叫{name}的不止一人，请用工号：{numbers}。</translation>
    </message>
    <message>
        <source>{name} is too large to be shared. Make it smaller, or send it another way.</source>
        <translation>{name} 太大，无法共享。请压缩，或用别的方式发送。</translation>
    </message>
    <message>
        <source>{name} no longer works here.</source>
        <translation>{name}已不在岗。</translation>
    </message>
    <message>
        <source>{name} would be more than the {most} pictures that are allowed. Take out what is not needed.</source>
        <translation>加上 {name} 将超过允许的 {most} 张图片。请去掉不需要的。</translation>
    </message>
    <message>
        <source>{name}{file} is empty.</source>
        <translation>{name}{file} 是空的。</translation>
    </message>
    <message>
        <source>{owner} is working on this ticket. Ask them, or take another.</source>
        <translation>{owner}正在处理这张工单，请与其联系或另取一张。</translation>
    </message>
    <message>
        <source>{path} cannot be read: {reason}. Mend or remove it.</source>
        <translation>{path} 无法读取：{reason}。请修正或移走它。</translation>
    </message>
    <message>
        <source>{path} cannot be shown: {problem}.</source>
        <translation>{path} 无法显示：{problem}。</translation>
    </message>
    <message>
        <source>{path} cannot be used: {reason}.</source>
        <translation>{path} 无法使用：{reason}。</translation>
    </message>
    <message>
        <source>{path} cannot be used: {reason}. Check the disk and its rights.</source>
        <translation>{path} 无法使用：{reason}。请检查磁盘和权限。</translation>
    </message>
    <message>
        <source>{path} could not be read back; nothing was taken out.</source>
        <translation>{path} 读回核对不一致，未移出任何内容。</translation>
    </message>
    <message>
        <source>{path} has no known ending. Use one of: {known}.</source>
        <translation>{path} 的扩展名未知，请使用：{known}。</translation>
    </message>
    <message>
        <source>{path} holds a desk already. Choose another folder.</source>
        <translation>{path} 中已有工作台，请选择其他文件夹。</translation>
    </message>
    <message>
        <source>{path} is there already. Choose another name.</source>
        <translation>{path} 已存在，请换一个名称。</translation>
    </message>
    <message>
        <source>{path} lies on a network drive ({file_system}), where it would break. {remedy}</source>
        <translation>{path} 位于网络磁盘（{file_system}），数据库放在那里会损坏。{remedy}</translation>
    </message>
    <message>
        <source>{script} is out of use already.</source>
        <translation>{script} 已停用。</translation>
    </message>
    <message>
        <source>{script} would end before it begins. Choose a later end.</source>
        <translation>{script} 的结束时间早于生效时间，请选择更晚的结束时间。</translation>
    </message>
    <message>
        <source>{url} would send unprotected. Use https.</source>
        <translation>{url} 会以明文发送，请使用 https。</translation>
    </message>
    <message>
        <source>{user} may not make roles in this database. {remedy}</source>
        <translation>{user} 无权在这个数据库里建立角色。{remedy}</translation>
    </message>
    <message>
        <source>“{delimiter}” cannot part columns. Choose another sign.</source>
        <translation>“{delimiter}”不能作分隔符，请换一个。</translation>
    </message>
    <message>
        <source>“{encoding}” is no encoding of text. Choose another.</source>
        <translation>“{encoding}”不是文本编码，请换一个。</translation>
    </message>
    <message>
        <source>“{field}” has half a character in it ({code_point}), which nothing can keep. Type that place again.</source>
        <translation>“{field}”里有半个字符（{code_point}），无法保存。请把那一处重新输入。</translation>
    </message>
    <message>
        <source>“{name}” is another role&apos;s step. Assign the ticket to them.</source>
        <translation>“{name}”由其他角色负责，请把工单分配给他们。</translation>
    </message>
    <message>
        <source>“{name}” is empty. Fill it in.</source>
        <translation>“{name}”未填写，请补填。</translation>
    </message>
    <message>
        <source>“{name}” is not filled in. Fill it in or take it out before sending.</source>
        <translation>“{name}”还没有填写，请填写或删去后再发送。</translation>
    </message>
    <message>
        <source>“{name}” is not filled in: it is sent only with a reason. Write down why.</source>
        <translation>“{name}”还没有填写，要发送须写明原因。</translation>
    </message>
    <message>
        <source>“{text}” cannot be printed as a bar code. Correct the number.</source>
        <translation>“{text}”无法印成条码，请更正编号。</translation>
    </message>
    <message>
        <source>“{text}” has parts of a fen. Use two decimals at most.</source>
        <translation>“{text}”精确到了分以下，最多保留两位小数。</translation>
    </message>
    <message>
        <source>“{text}” is no amount. Write {label} as 120 or 1,234.50.</source>
        <translation>“{text}”不是金额。{label}请写成 120、1,234.50 或两百块这样。</translation>
    </message>
    <message>
        <source>“{text}” is no day. Write {label} as tomorrow, Friday or 11-25.</source>
        <translation>“{text}”不是日期。{label}请写成明天、周五或 11-25 这样。</translation>
    </message>
    <message>
        <source>“{text}” is no number. Write {label} as 3 or 1,234.5.</source>
        <translation>“{text}”不是数字。{label}请写成 3 或 1,234.5 这样。</translation>
    </message>
    <message>
        <source>“{text}” is no time. Write {label} as 18:30, tomorrow 3 pm or in 2 hours.</source>
        <translation>“{text}”不是时间。{label}请写成 18:30、明天下午三点或 2 小时后这样。</translation>
    </message>
    <message>
        <source>“{text}” is not a choice for {label}. Choose from: {choices}.</source>
        <translation>“{text}”不在{label}的选项里。请从这些里选：{choices}。</translation>
    </message>
    <message>
        <source>“{text}” is not a quantity. Write a whole number.</source>
        <translation>“{text}”不是数量，请填写整数。</translation>
    </message>
    <message>
        <source>“{text}” is not an amount. Write it like 1409.50.</source>
        <translation>“{text}”不是金额，请写成 1409.50 这样的形式。</translation>
    </message>
    <message>
        <source>“{text}” still has a placeholder. Write what {label} is.</source>
        <translation>“{text}”里还有占位符，请写明{label}。</translation>
    </message>
    <message>
        <source>“{url}” is no address of a database. Write it like {example}.</source>
        <translation>“{url}”不是数据库地址，请写成 {example} 这样的形式。</translation>
    </message>
    <message>
        <source>“{url}” is no address of an object storage. Write it like {example}.</source>
        <translation>“{url}”不是对象存储的地址，应写成 {example}。</translation>
    </message>
    <message>
        <source>“{value}” cannot be kept as {name}: too long, or no whole number where one is due.</source>
        <translation>“{value}”不能存为 {name}：过长，或者此处应为整数。</translation>
    </message>
    <message>
        <source>“{value}” cannot be looked for ({place}).</source>
        <translation>无法查找“{value}”（{place}）。</translation>
    </message>
    <message>
        <source>“{value}” does not fit into “{name}”. Correct it.</source>
        <translation>“{value}”不适合填在“{name}”，请更正。</translation>
    </message>
    <message>
        <source>“{value}” is no answer to this question any more. Answer it anew.</source>
        <translation>“{value}”已不是这道题的选项。请重新回答。</translation>
    </message>
    <message>
        <source>“{value}” is no date ({place}). Write it like 2026-10-01.</source>
        <extracomment>Mistakes in the files of rules, scripts and forms; `file` and `place` say where.</extracomment>
        <translation>“{value}”不是日期（{place}），请写成 2026-10-01 这样的形式。</translation>
    </message>
    <message>
        <source>“{value}” is no day of the week ({place}). Use mon, tue, wed, thu, fri, sat, sun.</source>
        <translation>“{value}”不是星期几（{place}），请用 mon、tue、wed、thu、fri、sat、sun。</translation>
    </message>
    <message>
        <source>“{value}” is no span of working hours ({place}).</source>
        <translation>“{value}”不是一段工作时间（{place}）。</translation>
    </message>
    <message>
        <source>“{value}” is not a choice here ({place}).</source>
        <translation>“{value}”不是这里的选项（{place}）。</translation>
    </message>
    <message>
        <source>“{value}” is not {expected} ({file} {place}).</source>
        <translation>“{value}”不是{expected}（{file} {place}）。</translation>
    </message>
    <message>
        <source>“{value}” names nothing that exists ({file} {place}).</source>
        <translation>“{value}”所指的内容不存在（{file} {place}）。</translation>
    </message>
    <message>
        <source>“{value}” stands twice ({file} {place}).</source>
        <translation>“{value}”出现了两次（{file} {place}）。</translation>
    </message>
    <message>
        <source>“{words}” is sent only with a reason. Write down why.</source>
        <translation>“{words}”须写明理由才能发送，请填写理由。</translation>
    </message>
    <message>
        <source>“{words}” must not be said to a customer: {why}. Say instead: {better}</source>
        <translation>“{words}”不能对客户说：{why}。可以改说：{better}</translation>
    </message>
    <message>
        <source>“{words}” needs a team leader to agree: {why}. Say instead: {better}</source>
        <translation>“{words}”须经组长同意：{why}。可以改说：{better}</translation>
    </message>
</context>
<context>
    <name>region</name>
    <message>
        <source>Central</source>
        <translation>华中区</translation>
    </message>
    <message>
        <source>East</source>
        <translation>华东区</translation>
    </message>
    <message>
        <source>North</source>
        <extracomment>Regions that teams are often cut into; others are shown by their own code.</extracomment>
        <translation>华北区</translation>
    </message>
    <message>
        <source>South</source>
        <translation>华南区</translation>
    </message>
    <message>
        <source>West</source>
        <translation>西部区</translation>
    </message>
</context>
<context>
    <name>renewal</name>
    <message>
        <source>Another server answers as the shared database now</source>
        <translation>共享数据库已换到另一台服务器</translation>
    </message>
    <message>
        <source>If nobody copied or restored this desk on purpose, tell an administrator: somebody else may be working with a copy of it.</source>
        <translation>如果没有人有意复制或还原过这台工作台，请告知管理员：可能有人正在用它的副本工作。</translation>
    </message>
    <message>
        <source>It was empty, so it was given all that this desk has.</source>
        <translation>它原来是空的，已把本机的全部内容交给它。</translation>
    </message>
    <message>
        <source>It was put back from a backup, or it is another one than the one known here.</source>
        <translation>它是从备份恢复的，或者已不是本机原来认识的那一个。</translation>
    </message>
    <message>
        <source>Its desk number is {desk} now; it was {was}.</source>
        <translation>本机的工作台编号现在是 {desk}（原为 {was}）。</translation>
    </message>
    <message>
        <source>Its files were copied, or put back from an older copy: the shared database knew number {was} to be further on already.</source>
        <translation>本机的文件被复制过，或从较早的备份还原过：共享数据库里的 {was} 号工作台比本机更新。</translation>
    </message>
    <message>
        <source>Nothing is asked of you. If something of yours was not accepted, it stands here as a card of its own.</source>
        <translation>您不需要做什么。如果您的某项修改未被接受，会在这里另有一张卡片。</translation>
    </message>
    <message>
        <source>Please look through your tickets since the backup. What is older than 30 days, or was done at desks that have not been switched on since, may still be missing. If something of yours was not accepted, it stands here as a card of its own.</source>
        <translation>请看一遍备份之后您处理过的工单：超过 30 天的内容，或在至今未开机的工作台上做的内容，可能还缺。如果您的某项修改未被接受，会在这里另有一张卡片。</translation>
    </message>
    <message>
        <source>The earlier server failed or was relieved. What it took in last may not have reached its successor.</source>
        <translation>原来的服务器出了故障或被换下，它最后收到的内容可能没有传到接替的服务器。</translation>
    </message>
    <message>
        <source>The shared database was restored or replaced</source>
        <translation>共享数据库已恢复或更换</translation>
    </message>
    <message>
        <source>This desk has become a desk of its own: number {desk}</source>
        <translation>本机已成为独立的 {desk} 号工作台</translation>
    </message>
    <message>
        <source>This desk reads everything anew.</source>
        <translation>本机正把全部内容重新取一遍。</translation>
    </message>
    <message>
        <source>{again} of this desk&apos;s accepted changes of the last 30 days were sent once more; nothing is done twice by that.</source>
        <translation>最近 30 天本机已被接受的 {again} 项修改会再发一次，不会重复生效。</translation>
    </message>
    <message>
        <source>{dropped} records that it no longer has were taken off this desk.</source>
        <translation>共享数据库里已没有的 {dropped} 条记录已从本机移除。</translation>
    </message>
    <message>
        <source>{numbers} unused form numbers were put aside; new ones come.</source>
        <translation>{numbers} 个未用的单据编号已停用，会另取新的。</translation>
    </message>
    <message>
        <source>{waiting} changes that waited are kept and sent as usual.</source>
        <translation>{waiting} 项待发的修改都还在，会照常发出。</translation>
    </message>
</context>
<context>
    <name>revisit</name>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>due</source>
        <translation>待回访</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>未接通</translation>
    </message>
</context>
<context>
    <name>role</name>
    <message>
        <source>Administrator</source>
        <translation>管理员</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>客服</translation>
    </message>
    <message>
        <source>Claims specialist</source>
        <translation>理赔专员</translation>
    </message>
    <message>
        <source>Team leader</source>
        <translation>组长</translation>
    </message>
</context>
<context>
    <name>row</name>
    <message>
        <source>A quotation mark is not closed.</source>
        <translation>引号没有闭合。</translation>
    </message>
    <message>
        <source>A row of totals.</source>
        <translation>合计行。</translation>
    </message>
    <message>
        <source>Broken JSON.</source>
        <translation>JSON 已损坏。</translation>
    </message>
    <message>
        <source>Bytes that are no letters. Choose another encoding.</source>
        <translation>含有无法识别的字节，请换一种编码。</translation>
    </message>
    <message>
        <source>More cells than columns. Put quotes around the separator.</source>
        <extracomment>Why a row is refused.</extracomment>
        <translation>单元格多于列数，请给含分隔符的内容加引号。</translation>
    </message>
    <message>
        <source>No name, number, e-mail or company.</source>
        <translation>没有姓名、电话、邮箱或公司。</translation>
    </message>
    <message>
        <source>No name.</source>
        <translation>没有名称。</translation>
    </message>
    <message>
        <source>No waybill number.</source>
        <translation>没有运单号。</translation>
    </message>
    <message>
        <source>No word in it.</source>
        <translation>没有任何文字。</translation>
    </message>
    <message>
        <source>The number was cut short by a table program.</source>
        <translation>号码被表格软件截短了。</translation>
    </message>
</context>
<context>
    <name>rules</name>
    <message>
        <source>Answer by law</source>
        <translation>法定答复</translation>
    </message>
    <message>
        <source>Answer to a claim</source>
        <translation>理赔答复</translation>
    </message>
    <message>
        <source>Answer to an appeal</source>
        <translation>申诉答复</translation>
    </message>
    <message>
        <source>Approval of claims</source>
        <translation>理赔审批</translation>
    </message>
    <message>
        <source>As shipped</source>
        <translation>随程序提供</translation>
    </message>
    <message>
        <source>Assignment and skills</source>
        <translation>分派与技能</translation>
    </message>
    <message>
        <source>Automations</source>
        <translation>自动规则</translation>
    </message>
    <message>
        <source>Calendar: {name}</source>
        <translation>日历：{name}</translation>
    </message>
    <message>
        <source>Call-backs</source>
        <translation>回访</translation>
    </message>
    <message>
        <source>Classes and types</source>
        <extracomment>The files with one of each, in the order of the page.</extracomment>
        <translation>类别与子类</translation>
    </message>
    <message>
        <source>Compensation</source>
        <translation>赔偿计算</translation>
    </message>
    <message>
        <source>Courteous wording</source>
        <translation>文明用语</translation>
    </message>
    <message>
        <source>Decision on a claim</source>
        <translation>理赔决定</translation>
    </message>
    <message>
        <source>Department&apos;s answer</source>
        <translation>部门答复</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Evidence pictures</source>
        <translation>举证图片</translation>
    </message>
    <message>
        <source>Evidence that claims need</source>
        <translation>理赔所需证据</translation>
    </message>
    <message>
        <source>First answer</source>
        <extracomment>Colour tokens of the states&apos; words.</extracomment>
        <translation>首次响应</translation>
    </message>
    <message>
        <source>First feedback</source>
        <translation>首次反馈</translation>
    </message>
    <message>
        <source>Form: {name}</source>
        <translation>表单：{name}</translation>
    </message>
    <message>
        <source>Further word</source>
        <translation>进展告知</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>组</translation>
    </message>
    <message>
        <source>Guided diagnosis</source>
        <translation>引导诊断</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>生效中</translation>
    </message>
    <message>
        <source>Knowledge: {name}</source>
        <translation>知识：{name}</translation>
    </message>
    <message>
        <source>Law</source>
        <translation>法定</translation>
    </message>
    <message>
        <source>Macros</source>
        <translation>宏</translation>
    </message>
    <message>
        <source>Own target</source>
        <translation>内部目标</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>付款</translation>
    </message>
    <message>
        <source>Procedure: {name}</source>
        <translation>流程：{name}</translation>
    </message>
    <message>
        <source>Promise</source>
        <translation>对外承诺</translation>
    </message>
    <message>
        <source>Replaced</source>
        <translation>已被取代</translation>
    </message>
    <message>
        <source>Routing to groups</source>
        <translation>分组规则</translation>
    </message>
    <message>
        <source>Scripts: {name}</source>
        <translation>话术：{name}</translation>
    </message>
    <message>
        <source>Settlement of claims</source>
        <translation>理赔结算（授权与协议）</translation>
    </message>
    <message>
        <source>Solution</source>
        <translation>解决</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Suggested scripts</source>
        <translation>推荐话术</translation>
    </message>
    <message>
        <source>The house on papers</source>
        <translation>单据上的本单位</translation>
    </message>
    <message>
        <source>Time limits</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>To come</source>
        <translation>待生效</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>a limit has passed ({limits})</source>
        <translation>时限已过（{limits}）</translation>
    </message>
    <message>
        <source>a limit is near ({limits})</source>
        <translation>时限将到（{limits}）</translation>
    </message>
    <message>
        <source>a ticket is made</source>
        <translation>工单建立</translation>
    </message>
    <message>
        <source>a wait is over</source>
        <translation>等待结束</translation>
    </message>
    <message>
        <source>automatic messages</source>
        <translation>自动消息</translation>
    </message>
    <message>
        <source>care</source>
        <translation>关怀</translation>
    </message>
    <message>
        <source>changes</source>
        <translation>变更</translation>
    </message>
    <message>
        <source>claim form</source>
        <translation>理赔申请书</translation>
    </message>
    <message>
        <source>claim form (English)</source>
        <translation>理赔申请书（英文）</translation>
    </message>
    <message>
        <source>claims</source>
        <translation>理赔</translation>
    </message>
    <message>
        <source>class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>closing</source>
        <translation>结束语</translation>
    </message>
    <message>
        <source>common questions</source>
        <translation>常见问题</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>接续</translation>
    </message>
    <message>
        <source>damage and loss</source>
        <translation>损毁与遗失</translation>
    </message>
    <message>
        <source>damage assessment</source>
        <translation>定损单</translation>
    </message>
    <message>
        <source>delays</source>
        <translation>延误</translation>
    </message>
    <message>
        <source>delivery</source>
        <translation>派送</translation>
    </message>
    <message>
        <source>every day at {at}</source>
        <translation>每天 {at}</translation>
    </message>
    <message>
        <source>every {minutes} minutes</source>
        <translation>每 {minutes} 分钟</translation>
    </message>
    <message>
        <source>evidence</source>
        <translation>证据</translation>
    </message>
    <message>
        <source>evidence sheet</source>
        <translation>证据照片表</translation>
    </message>
    <message>
        <source>group</source>
        <translation>组</translation>
    </message>
    <message>
        <source>groups</source>
        <translation>各组</translation>
    </message>
    <message>
        <source>line {line}, column {column}</source>
        <translation>第 {line} 行第 {column} 列</translation>
    </message>
    <message>
        <source>negotiation</source>
        <translation>协商</translation>
    </message>
    <message>
        <source>notices</source>
        <translation>提醒</translation>
    </message>
    <message>
        <source>opening</source>
        <translation>开场</translation>
    </message>
    <message>
        <source>payment notice</source>
        <translation>付款通知单</translation>
    </message>
    <message>
        <source>procedure</source>
        <translation>流程</translation>
    </message>
    <message>
        <source>public holidays</source>
        <translation>法定节假日</translation>
    </message>
    <message>
        <source>region</source>
        <translation>大区</translation>
    </message>
    <message>
        <source>requests</source>
        <translation>客户需求</translation>
    </message>
    <message>
        <source>round the clock</source>
        <translation>全天候</translation>
    </message>
    <message>
        <source>rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>service hours</source>
        <translation>客服时间</translation>
    </message>
    <message>
        <source>settlement agreement</source>
        <translation>赔偿和解协议书</translation>
    </message>
    <message>
        <source>settlement agreement (English)</source>
        <translation>赔偿和解协议书（英文）</translation>
    </message>
    <message>
        <source>six-day week</source>
        <translation>六天制</translation>
    </message>
    <message>
        <source>something is said</source>
        <translation>有新来往</translation>
    </message>
    <message>
        <source>soothing</source>
        <translation>安抚</translation>
    </message>
    <message>
        <source>the customer says something</source>
        <translation>客户来话</translation>
    </message>
    <message>
        <source>time limits</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>we say something</source>
        <translation>我方发话</translation>
    </message>
    <message>
        <source>working days</source>
        <translation>工作日</translation>
    </message>
    <message>
        <source>{fields} changes</source>
        <translation>{fields}有变</translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation>{n} 小时</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} 分钟</translation>
    </message>
    <message>
        <source>{n} working days</source>
        <translation>{n} 个工作日</translation>
    </message>
</context>
<context>
    <name>script</name>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>Before “{second}”: {reasons}.</source>
        <translation>排在“{second}”前面：{reasons}。</translation>
    </message>
    <message>
        <source>by its pinyin</source>
        <translation>拼音匹配</translation>
    </message>
    <message>
        <source>favourite</source>
        <translation>已收藏</translation>
    </message>
    <message>
        <source>for this channel</source>
        <translation>适用于此渠道</translation>
    </message>
    <message>
        <source>for this class</source>
        <translation>适用于此分类</translation>
    </message>
    <message>
        <source>for this group</source>
        <translation>适用于本组</translation>
    </message>
    <message>
        <source>for this mood</source>
        <translation>适用于此情绪</translation>
    </message>
    <message>
        <source>for this party</source>
        <translation>适用于来电方</translation>
    </message>
    <message>
        <source>for this problem</source>
        <translation>适用于此问题</translation>
    </message>
    <message>
        <source>for this step</source>
        <translation>适用于此步骤</translation>
    </message>
    <message>
        <source>in the text</source>
        <translation>正文匹配</translation>
    </message>
    <message>
        <source>in the title</source>
        <translation>标题匹配</translation>
    </message>
    <message>
        <source>key word</source>
        <translation>关键词</translation>
    </message>
    <message>
        <source>like the customer&apos;s words</source>
        <translation>与客户的话相近</translation>
    </message>
    <message>
        <source>my own</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>one slip forgiven</source>
        <translation>差一个字</translation>
    </message>
    <message>
        <source>short code</source>
        <translation>短码</translation>
    </message>
    <message>
        <source>sounds alike</source>
        <translation>读音相同</translation>
    </message>
    <message>
        <source>the customer asks for it</source>
        <translation>客户正要这个</translation>
    </message>
    <message>
        <source>the customer asks for something else</source>
        <translation>客户要的不是后者</translation>
    </message>
    <message>
        <source>the customer&apos;s matter</source>
        <translation>客户说的就是这事</translation>
    </message>
    <message>
        <source>the other comes later in a case</source>
        <translation>后者要到后面才用</translation>
    </message>
    <message>
        <source>the other is for another channel</source>
        <translation>后者不适合这个渠道</translation>
    </message>
    <message>
        <source>the other is for another group</source>
        <translation>后者是别的组用的</translation>
    </message>
    <message>
        <source>the other is for another matter</source>
        <translation>后者说的是另一件事</translation>
    </message>
    <message>
        <source>the other is for another mood</source>
        <translation>后者不合客户的情绪</translation>
    </message>
    <message>
        <source>the other is for another party</source>
        <translation>后者是对另一方说的</translation>
    </message>
    <message>
        <source>the other is for another problem</source>
        <translation>后者是别的问题用的</translation>
    </message>
    <message>
        <source>the other is for another step</source>
        <extracomment>What speaks against the next one only, by the codes of workstation.domain.script_rank.ahead.</extracomment>
        <translation>后者是别的步骤用的</translation>
    </message>
    <message>
        <source>the other is in another language</source>
        <translation>后者是另一种语言</translation>
    </message>
    <message>
        <source>the other lacks facts</source>
        <translation>后者还缺信息</translation>
    </message>
    <message>
        <source>the other promises once more</source>
        <translation>后者又多一个承诺</translation>
    </message>
    <message>
        <source>the other was said already</source>
        <translation>后者已经说过</translation>
    </message>
    <message>
        <source>the other works less well</source>
        <translation>后者效果差一些</translation>
    </message>
    <message>
        <source>the procedure wants it</source>
        <translation>流程要求</translation>
    </message>
    <message>
        <source>the usual first answer</source>
        <translation>通常先这样答</translation>
    </message>
    <message>
        <source>used lately</source>
        <translation>最近用过</translation>
    </message>
    <message>
        <source>used often</source>
        <translation>常用</translation>
    </message>
    <message>
        <source>works well</source>
        <translation>效果好</translation>
    </message>
</context>
<context>
    <name>script_forms</name>
    <message>
        <source>About this script</source>
        <translation>对这条话术的意见</translation>
    </message>
    <message>
        <source>Better words</source>
        <translation>建议说法</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>意见</translation>
    </message>
    <message>
        <source>Give the key</source>
        <translation>设为快捷键</translation>
    </message>
    <message>
        <source>How you would say it (may stay empty)</source>
        <translation>您会怎么说（可不填）</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save as my script</source>
        <translation>存为我的话术</translation>
    </message>
    <message>
        <source>Script</source>
        <translation>话术</translation>
    </message>
    <message>
        <source>Scripts behind Alt+Shift+1 to 0</source>
        <translation>Alt+Shift+1 至 0 的话术</translation>
    </message>
    <message>
        <source>Send in</source>
        <translation>提交</translation>
    </message>
    <message>
        <source>Short code</source>
        <translation>短码</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>What is wrong or missing; who keeps the scripts reads it</source>
        <translation>哪里不对、缺什么；维护话术的人会看到</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>{title} – press to free the key</source>
        <translation>{title} – 点击取消</translation>
    </message>
</context>
<context>
    <name>scripts</name>
    <message>
        <source>30 days</source>
        <translation>30 天</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 天</translation>
    </message>
    <message>
        <source>90 days</source>
        <translation>90 天</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>All channels</source>
        <translation>所有渠道</translation>
    </message>
    <message>
        <source>All scripts</source>
        <translation>全部话术</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Angry</source>
        <translation>愤怒</translation>
    </message>
    <message>
        <source>Anxious</source>
        <translation>焦急</translation>
    </message>
    <message>
        <source>As shipped</source>
        <translation>出厂</translation>
    </message>
    <message>
        <source>Asks for</source>
        <translation>要询问的值</translation>
    </message>
    <message>
        <source>Becomes</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Begins later</source>
        <translation>待生效</translation>
    </message>
    <message>
        <source>By agent</source>
        <translation>按坐席</translation>
    </message>
    <message>
        <source>By channel</source>
        <translation>按渠道</translation>
    </message>
    <message>
        <source>By group</source>
        <translation>按小组</translation>
    </message>
    <message>
        <source>By version</source>
        <translation>按版本</translation>
    </message>
    <message>
        <source>Call off</source>
        <translation>撤销生效</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>变更</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>渠道</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>渠道</translation>
    </message>
    <message>
        <source>Chinese</source>
        <extracomment>Colour tokens of those words.</extracomment>
        <translation>中文</translation>
    </message>
    <message>
        <source>Choice</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Classes and types</source>
        <translation>类别与类型</translation>
    </message>
    <message>
        <source>Code</source>
        <extracomment>What a row is asked for by the one that paints it.</extracomment>
        <translation>短码</translation>
    </message>
    <message>
        <source>Code taken</source>
        <translation>短码被占用</translation>
    </message>
    <message>
        <source>Code taken by the team</source>
        <translation>短码已被团队占用</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>意见</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>未采纳</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Discard what I typed</source>
        <translation>放弃我的输入</translation>
    </message>
    <message>
        <source>Does</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Dropped</source>
        <translation>已放弃</translation>
    </message>
    <message>
        <source>Edited</source>
        <translation>改动</translation>
    </message>
    <message>
        <source>Edited before sending</source>
        <translation>发送前改动</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>已到期</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英文</translation>
    </message>
    <message>
        <source>Follows when it is said</source>
        <translation>说出之后</translation>
    </message>
    <message>
        <source>For</source>
        <translation>适用</translation>
    </message>
    <message>
        <source>From</source>
        <translation>下限</translation>
    </message>
    <message>
        <source>Give up</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>小组</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>小组</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>小时</translation>
    </message>
    <message>
        <source>In force</source>
        <extracomment>How a script or a version stands. &quot;shipped&quot; is in force as it came with the program, &quot;coming&quot; begins later, &quot;replaced&quot; was followed by another version.</extracomment>
        <translation>生效中</translation>
    </message>
    <message>
        <source>Key word</source>
        <translation>关键词</translation>
    </message>
    <message>
        <source>Key words</source>
        <translation>关键词</translation>
    </message>
    <message>
        <source>Label (Chinese)</source>
        <translation>名称（中文）</translation>
    </message>
    <message>
        <source>Label (English)</source>
        <translation>名称（英文）</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>May stay empty</source>
        <translation>可留空</translation>
    </message>
    <message>
        <source>Mine</source>
        <extracomment>Columns of numbers.</extracomment>
        <translation>我的</translation>
    </message>
    <message>
        <source>Moment</source>
        <translation>时刻</translation>
    </message>
    <message>
        <source>Mood</source>
        <translation>客户情绪</translation>
    </message>
    <message>
        <source>Name</source>
        <extracomment>Column, its heading, its width in pixels.
----------
The facts of asks, promises and acts, as their tables name them.</extracomment>
        <translation>名称</translation>
    </message>
    <message>
        <source>Nearly always edited</source>
        <translation>几乎总被改动</translation>
    </message>
    <message>
        <source>Needs</source>
        <translation>必备信息</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>无快捷键</translation>
    </message>
    <message>
        <source>Not usable</source>
        <translation>不可用</translation>
    </message>
    <message>
        <source>Not used</source>
        <translation>未使用</translation>
    </message>
    <message>
        <source>Note</source>
        <extracomment>Acts that a script may carry, with the facts that each asks for.</extracomment>
        <translation>备注</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>意见</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>待处理</translation>
    </message>
    <message>
        <source>Ordinary</source>
        <translation>平静</translation>
    </message>
    <message>
        <source>Other languages</source>
        <translation>其他语言</translation>
    </message>
    <message>
        <source>Part of other scripts</source>
        <translation>其他话术的片段</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Placeholders</source>
        <translation>占位符</translation>
    </message>
    <message>
        <source>Promise</source>
        <translation>承诺</translation>
    </message>
    <message>
        <source>Promises kept</source>
        <translation>承诺兑现</translation>
    </message>
    <message>
        <source>Put in force…</source>
        <translation>生效…</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Reopened</source>
        <translation>重开</translation>
    </message>
    <message>
        <source>Replaced</source>
        <translation>已替换</translation>
    </message>
    <message>
        <source>Retired</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>Retire…</source>
        <translation>停用…</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>已审核</translation>
    </message>
    <message>
        <source>Said to</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Satisfied</source>
        <translation>满意</translation>
    </message>
    <message>
        <source>Save</source>
        <extracomment>What they say of a script that its person alone sees.</extracomment>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save draft</source>
        <translation>保存草稿</translation>
    </message>
    <message>
        <source>Seen by</source>
        <translation>可见小组</translation>
    </message>
    <message>
        <source>Send back…</source>
        <translation>退回…</translation>
    </message>
    <message>
        <source>Send in</source>
        <extracomment>What stands for the script in use, among the versions of it. What the buttons of acts say.</extracomment>
        <translation>提交审核</translation>
    </message>
    <message>
        <source>Sent in</source>
        <translation>已提交</translation>
    </message>
    <message>
        <source>Short code</source>
        <extracomment>The parts of a script, as places in problems and differences begin.</extracomment>
        <translation>短码</translation>
    </message>
    <message>
        <source>Solved at first contact</source>
        <translation>首次解决</translation>
    </message>
    <message>
        <source>Solved at once</source>
        <translation>首次解决</translation>
    </message>
    <message>
        <source>Stands</source>
        <extracomment>Facets in the order in which they are offered and shown.</extracomment>
        <translation>状态</translation>
    </message>
    <message>
        <source>Stands at first</source>
        <translation>默认值</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>环节</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>环节</translation>
    </message>
    <message>
        <source>Suggested words</source>
        <translation>建议说法</translation>
    </message>
    <message>
        <source>Suggested words:</source>
        <translation>建议说法：</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>已采纳</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>There already</source>
        <translation>已有</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>To</source>
        <translation>上限</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Waits for review</source>
        <translation>待审核</translation>
    </message>
    <message>
        <source>With open notes</source>
        <translation>有待处理意见</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>正文</translation>
    </message>
    <message>
        <source>Words for one channel</source>
        <translation>渠道专用正文</translation>
    </message>
    <message>
        <source>Write on</source>
        <translation>继续修改</translation>
    </message>
    <message>
        <source>a year</source>
        <translation>一年</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>as shipped</source>
        <translation>出厂版本</translation>
    </message>
    <message>
        <source>asked for</source>
        <extracomment>Placeholders and tags as the templates have them. What is being typed before the cursor: &quot;{{&quot; and the beginning of a name.</extracomment>
        <translation>询问项</translation>
    </message>
    <message>
        <source>begins {at}</source>
        <translation>{at} 起</translation>
    </message>
    <message>
        <source>between {low} and {high} with 95 % certainty</source>
        <translation>95% 置信范围 {low} 至 {high}</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>已放弃</translation>
    </message>
    <message>
        <source>ended {at}</source>
        <translation>{at} 止</translation>
    </message>
    <message>
        <source>ends {at}</source>
        <translation>至 {at}</translation>
    </message>
    <message>
        <source>from {at}</source>
        <translation>{at} 起</translation>
    </message>
    <message>
        <source>higher</source>
        <translation>更高</translation>
    </message>
    <message>
        <source>lower</source>
        <translation>更低</translation>
    </message>
    <message>
        <source>no clear difference</source>
        <translation>差异不明显</translation>
    </message>
    <message>
        <source>not written down</source>
        <translation>未记录</translation>
    </message>
    <message>
        <source>part</source>
        <translation>片段</translation>
    </message>
    <message>
        <source>since {at}</source>
        <translation>{at} 起</translation>
    </message>
    <message>
        <source>too few cases</source>
        <translation>样本太少</translation>
    </message>
    <message>
        <source>yes</source>
        <extracomment>What stands around words that went, and words that came. (how, text): &quot;same&quot;, &quot;removed&quot;, &quot;added&quot; or &quot;head&quot;.</extracomment>
        <translation>是</translation>
    </message>
    <message>
        <source>{n} characters</source>
        <translation>{n} 字</translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation>{n} 小时</translation>
    </message>
    <message>
        <source>{n} s read aloud</source>
        <translation>朗读约 {n} 秒</translation>
    </message>
    <message>
        <source>{n} text messages</source>
        <translation>{n} 条短信</translation>
    </message>
</context>
<context>
    <name>sheet</name>
    <message>
        <source>Articles</source>
        <translation>文章</translation>
    </message>
    <message>
        <source>Automations</source>
        <translation>自动规则</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>日历</translation>
    </message>
    <message>
        <source>Call-backs</source>
        <translation>回访</translation>
    </message>
    <message>
        <source>Causes</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>大类</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>大类</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Conditions</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日子</translation>
    </message>
    <message>
        <source>Diagnoses</source>
        <translation>诊断</translation>
    </message>
    <message>
        <source>Does</source>
        <translation>做什么</translation>
    </message>
    <message>
        <source>Every day</source>
        <translation>每天</translation>
    </message>
    <message>
        <source>Forms</source>
        <translation>表单</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>组</translation>
    </message>
    <message>
        <source>Holidays</source>
        <translation>节假日</translation>
    </message>
    <message>
        <source>In Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>In English</source>
        <translation>英文</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层次</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Limits of claims</source>
        <translation>理赔时限</translation>
    </message>
    <message>
        <source>Limits of tickets</source>
        <translation>工单时限</translation>
    </message>
    <message>
        <source>Macros</source>
        <translation>宏</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>序</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>On</source>
        <translation>开</translation>
    </message>
    <message>
        <source>Opening hours</source>
        <translation>开放时间</translation>
    </message>
    <message>
        <source>Phrases</source>
        <translation>词语</translation>
    </message>
    <message>
        <source>Reason told</source>
        <translation>所说原因</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Scripts</source>
        <translation>话术</translation>
    </message>
    <message>
        <source>Skills</source>
        <translation>技能</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Stops while waiting for</source>
        <translation>等待时暂停</translation>
    </message>
    <message>
        <source>Thresholds</source>
        <translation>界限</translation>
    </message>
    <message>
        <source>To</source>
        <translation>归入</translation>
    </message>
    <message>
        <source>Types</source>
        <translation>子类</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Warns before (min)</source>
        <translation>提前提醒（分）</translation>
    </message>
    <message>
        <source>What stands in a row beside its names is changed in the text.</source>
        <translation>一行中除名称以外的内容请在文本中修改。</translation>
    </message>
    <message>
        <source>When</source>
        <translation>何时</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Words of other systems</source>
        <translation>其他系统用词</translation>
    </message>
    <message>
        <source>Years</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>any</source>
        <translation>任一</translation>
    </message>
    <message>
        <source>anybody outside</source>
        <translation>外部任何一方</translation>
    </message>
    <message>
        <source>as the step</source>
        <translation>同步骤</translation>
    </message>
    <message>
        <source>claims staff</source>
        <translation>理赔人员</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>无人</translation>
    </message>
    <message>
        <source>that of the group</source>
        <extracomment>Words that are said in passing, for the tool that collects them.</extracomment>
        <translation>本组日历</translation>
    </message>
    <message>
        <source>the group</source>
        <translation>本组</translation>
    </message>
    <message>
        <source>the leaders</source>
        <translation>班组长</translation>
    </message>
    <message>
        <source>the owner</source>
        <translation>负责人</translation>
    </message>
    <message>
        <source>whoever has most room</source>
        <translation>余量最多者</translation>
    </message>
</context>
<context>
    <name>speech</name>
    <message>
        <source>Abuse</source>
        <translation>辱骂</translation>
    </message>
    <message>
        <source>Admits liability</source>
        <translation>承认责任</translation>
    </message>
    <message>
        <source>Better otherwise</source>
        <translation>建议改说</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令口吻</translation>
    </message>
    <message>
        <source>Emoji</source>
        <translation>表情</translation>
    </message>
    <message>
        <source>Flat refusal</source>
        <translation>生硬拒绝</translation>
    </message>
    <message>
        <source>Forbidden phrase</source>
        <translation>服务忌语</translation>
    </message>
    <message>
        <source>Held back</source>
        <extracomment>What becomes of it, by the codes of workstation.domain.speech_rules.SEVERITIES.</extracomment>
        <translation>不得发送</translation>
    </message>
    <message>
        <source>Impatience</source>
        <translation>不耐烦</translation>
    </message>
    <message>
        <source>Mockery</source>
        <translation>嘲讽</translation>
    </message>
    <message>
        <source>Needs a leader</source>
        <translation>须组长同意</translation>
    </message>
    <message>
        <source>Negative wording</source>
        <translation>消极用语</translation>
    </message>
    <message>
        <source>Over-promising</source>
        <translation>过度承诺</translation>
    </message>
    <message>
        <source>Polite form</source>
        <translation>敬语</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>隐私</translation>
    </message>
    <message>
        <source>Questioning the customer</source>
        <translation>质问客户</translation>
    </message>
    <message>
        <source>Repetition</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>Shirking</source>
        <translation>推诿</translation>
    </message>
    <message>
        <source>{name} {n}</source>
        <extracomment>The pair of colour tokens of a severity.</extracomment>
        <translation>{name} {n} 处</translation>
    </message>
</context>
<context>
    <name>standing</name>
    <message>
        <source>Yours until {time}, renewed by itself</source>
        <translation>由您处理至 {time}，会自动续期</translation>
    </message>
    <message>
        <source>Yours until {time}; it cannot be renewed while the line is down</source>
        <translation>由您处理至 {time}；断网期间无法续期</translation>
    </message>
    <message>
        <source>{name} is working on it until {time}</source>
        <translation>{name}正在处理，至 {time}</translation>
    </message>
</context>
<context>
    <name>status</name>
    <message>
        <source>Closed</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>处理中</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>已解决</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待</translation>
    </message>
</context>
<context>
    <name>steps</name>
    <message>
        <source>14:05, tomorrow 9:00, 11-03 14:05, now</source>
        <translation>如 14:05、明天 9:00、11-03 14:05、现在</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答复</translation>
    </message>
    <message>
        <source>Answer of {department}</source>
        <translation>{department}的答复</translation>
    </message>
    <message>
        <source>Answer until</source>
        <translation>答复期限</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>发出</translation>
    </message>
    <message>
        <source>Ask a department</source>
        <translation>请部门协办</translation>
    </message>
    <message>
        <source>Ask {department}</source>
        <translation>请{department}协办</translation>
    </message>
    <message>
        <source>Assign</source>
        <translation>分配</translation>
    </message>
    <message>
        <source>Attach files</source>
        <translation>添加附件</translation>
    </message>
    <message>
        <source>Back a step</source>
        <translation>退回一步</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>打电话</translation>
    </message>
    <message>
        <source>Choose a way</source>
        <translation>选择去向</translation>
    </message>
    <message>
        <source>Claim</source>
        <translation>理赔</translation>
    </message>
    <message>
        <source>Classify</source>
        <translation>归类</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>更正</translation>
    </message>
    <message>
        <source>Escalate</source>
        <translation>升级</translation>
    </message>
    <message>
        <source>For “{form}”, as far as it is known:</source>
        <translation>用于“{form}”，知道的请填：</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>表单</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Locked: {way} – {why}</source>
        <translation>不可走：{way}——{why}</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>No way is open yet.</source>
        <translation>目前没有可走的去向。</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Put it on a step</source>
        <translation>指定步骤</translation>
    </message>
    <message>
        <source>Put it there</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Put the ticket on a step</source>
        <translation>指定工单所在步骤</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>重开</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>回复</translation>
    </message>
    <message>
        <source>Report it</source>
        <translation>登记答复</translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation>解决</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Take it</source>
        <extracomment>Commands behind the acts that a step offers.</extracomment>
        <translation>领取</translation>
    </message>
    <message>
        <source>Take the task back</source>
        <translation>撤回任务</translation>
    </message>
    <message>
        <source>The ticket has no files yet (Ctrl+Shift+A)</source>
        <translation>工单还没有附件（Ctrl+Shift+A）</translation>
    </message>
    <message>
        <source>The ticket waits for the answer</source>
        <translation>工单等待答复</translation>
    </message>
    <message>
        <source>They could not do it</source>
        <translation>对方无法办理</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>转组</translation>
    </message>
    <message>
        <source>Type to find</source>
        <translation>输入以查找</translation>
    </message>
    <message>
        <source>Urge</source>
        <translation>催办</translation>
    </message>
    <message>
        <source>Wait</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>What they are to find out or to do</source>
        <translation>请对方核实或办理什么</translation>
    </message>
    <message>
        <source>Why it is taken up again</source>
        <translation>重新处理的原因</translation>
    </message>
    <message>
        <source>Write a form</source>
        <translation>填写表单</translation>
    </message>
    <message>
        <source>Write down</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Write “{name}”</source>
        <translation>填写“{name}”</translation>
    </message>
    <message>
        <source>as their limits say</source>
        <translation>按对方时限</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>still to write: {names}</source>
        <translation>尚未登记：{names}</translation>
    </message>
    <message>
        <source>until {time}</source>
        <translation>{time} 前</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>yuan, such as 128.50 or 1.2万</source>
        <extracomment>More choices than this are found by typing. So many of the ticket&apos;s newest files can be ticked.</extracomment>
        <translation>元，如 128.50 或 1.2万</translation>
    </message>
    <message>
        <source>{about}: taken back</source>
        <translation>{about}：已撤回</translation>
    </message>
    <message>
        <source>{n} files</source>
        <translation>{n} 个附件</translation>
    </message>
    <message>
        <source>{n} tasks are not answered</source>
        <translation>{n} 个任务未答复</translation>
    </message>
    <message>
        <source>{role} decides it</source>
        <translation>须由{role}处理</translation>
    </message>
    <message>
        <source>{text} (corrected)</source>
        <translation>{text}（已更正）</translation>
    </message>
</context>
<context>
    <name>sync</name>
    <message>
        <source>1 change is on its way</source>
        <translation>1 项修改正在发出</translation>
    </message>
    <message>
        <source>1 change needs you</source>
        <translation>1 项修改需要您处理</translation>
    </message>
    <message>
        <source>All its work is on this computer. With “Change the desk…” it can join a shared database.</source>
        <translation>全部内容都在这台电脑上。可用“更换工作台…”加入共享数据库。</translation>
    </message>
    <message>
        <source>All open tickets are here. What was finished earlier follows by itself; closing the window does no harm.</source>
        <translation>未完结的工单已全部到达。更早的完结工单会自动补齐，中途关闭窗口也没关系。</translation>
    </message>
    <message>
        <source>Click for all of it (Shift+F5).</source>
        <translation>点击查看详情（Shift+F5）。</translation>
    </message>
    <message>
        <source>First copy: open tickets {share}</source>
        <translation>首次取数：未完结工单 {share}</translation>
    </message>
    <message>
        <source>Go on working: all of it is kept on this computer and sent by itself as soon as the shared database answers.</source>
        <translation>请照常工作：所有内容都存在本机，连上共享数据库后自动发出。</translation>
    </message>
    <message>
        <source>Go on working: all of it is kept on this computer, and 1 change is sent by itself as soon as the shared database answers.</source>
        <translation>请照常工作：所有内容都存在本机，1 项修改会在连上共享数据库后自动发出。</translation>
    </message>
    <message>
        <source>Go on working: all of it is kept on this computer, and {n} changes are sent by themselves as soon as the shared database answers.</source>
        <translation>请照常工作：所有内容都存在本机，{n} 项修改会在连上共享数据库后自动发出。</translation>
    </message>
    <message>
        <source>In step</source>
        <translation>已同步</translation>
    </message>
    <message>
        <source>Last exchange {when}.</source>
        <translation>上次同步：{when}。</translation>
    </message>
    <message>
        <source>Not shared</source>
        <extracomment>A clock that is wrong by less is nobody&apos;s business. Characters of a driver&apos;s message that are shown.</extracomment>
        <translation>未共享</translation>
    </message>
    <message>
        <source>Offline since {time}</source>
        <translation>{time} 起离线</translation>
    </message>
    <message>
        <source>Older tickets coming in {share}</source>
        <translation>正在补齐历史工单 {share}</translation>
    </message>
    <message>
        <source>Open tickets come first; you can work with those that are here already.</source>
        <translation>先取未完结的工单；已到的现在就可以处理。</translation>
    </message>
    <message>
        <source>Rights are advisory: this database cannot tell people apart.</source>
        <translation>权限仅作提醒：这类数据库认不出人。</translation>
    </message>
    <message>
        <source>Somebody else was first, or a rule was in the way. Nothing is lost: decide below.</source>
        <translation>有同事先改了，或不符合规则。内容都没有丢，请在下面处理。</translation>
    </message>
    <message>
        <source>Something happened that you should know</source>
        <translation>有一件事需要您知道</translation>
    </message>
    <message>
        <source>The desk has dealt with it by itself. What it was stands below.</source>
        <translation>本机已自动处理好，经过写在下面。</translation>
    </message>
    <message>
        <source>The file {path} is not to be found.</source>
        <extracomment>How a hub that is a file says that it is away, before the file&apos;s path.</extracomment>
        <translation>找不到文件 {path}。</translation>
    </message>
    <message>
        <source>The first copy is coming in</source>
        <translation>正在首次取数</translation>
    </message>
    <message>
        <source>The line says: {reason}</source>
        <translation>线路返回：{reason}</translation>
    </message>
    <message>
        <source>The server&apos;s name{server} is not known on this network.</source>
        <translation>在当前网络上找不到这台服务器{server}。</translation>
    </message>
    <message>
        <source>The server{server} does not answer, or the network does not reach it.</source>
        <translation>服务器没有应答{server}，或网络不通。</translation>
    </message>
    <message>
        <source>The server{server} is there, but the shared database on it is not running.</source>
        <translation>服务器连得上{server}，但上面的共享数据库没有运行。</translation>
    </message>
    <message>
        <source>They are sent by themselves, in the order in which they were made.</source>
        <translation>会按操作的先后自动发出。</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is {words}.</source>
        <translation>本机时钟{words}。</translation>
    </message>
    <message>
        <source>This desk shares with nobody</source>
        <translation>本机没有与他人共享</translation>
    </message>
    <message>
        <source>What was done here is in the shared database, and what others did is here.</source>
        <translation>本机所做的已在共享数据库，同事所做的也已到本机。</translation>
    </message>
    <message>
        <source>You can work; older tickets are still coming in</source>
        <translation>可以开始工作，历史工单仍在补齐</translation>
    </message>
    <message>
        <source>all that you may see</source>
        <translation>您有权查看的全部</translation>
    </message>
    <message>
        <source>finished tickets of {n} days</source>
        <translation>{n} 天内完结的工单</translation>
    </message>
    <message>
        <source>right</source>
        <translation>准确</translation>
    </message>
    <message>
        <source>{n} changes are on their way</source>
        <translation>{n} 项修改正在发出</translation>
    </message>
    <message>
        <source>{n} changes need you</source>
        <translation>{n} 项修改需要您处理</translation>
    </message>
    <message>
        <source>{n} files are still being sent.</source>
        <translation>还有 {n} 个附件正在上传。</translation>
    </message>
    <message>
        <source>{n} refused</source>
        <translation>{n} 项被退回</translation>
    </message>
    <message>
        <source>{n} to decide</source>
        <translation>{n} 项待您选定</translation>
    </message>
    <message>
        <source>{n} to read</source>
        <translation>{n} 条待阅</translation>
    </message>
    <message>
        <source>{n} waiting</source>
        <translation>{n} 项待同步</translation>
    </message>
    <message>
        <source>{span} fast; the shared database&apos;s time is used</source>
        <translation>快 {span}，已按共享数据库的时间计算</translation>
    </message>
    <message>
        <source>{span} slow; the shared database&apos;s time is used</source>
        <translation>慢 {span}，已按共享数据库的时间计算</translation>
    </message>
    <message>
        <source>{usual} ms, seldom {slow} ms</source>
        <translation>{usual} 毫秒，偶尔 {slow} 毫秒</translation>
    </message>
</context>
<context>
    <name>telling</name>
    <message>
        <source>A change that a colleague&apos;s overtook</source>
        <translation>一项修改被同事的修改取代</translation>
    </message>
    <message>
        <source>Answer to task {number} from {department}</source>
        <translation>协办任务 {number} 的答复：{department}</translation>
    </message>
    <message>
        <source>Attached {name}</source>
        <translation>添加了附件 {name}</translation>
    </message>
    <message>
        <source>Attachment</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>Call-back cancelled</source>
        <translation>回访已取消</translation>
    </message>
    <message>
        <source>Call-back set for {due}</source>
        <translation>安排 {due} 回访</translation>
    </message>
    <message>
        <source>Call-back: nobody answered</source>
        <translation>回访：无人接听</translation>
    </message>
    <message>
        <source>Called back</source>
        <translation>已回访</translation>
    </message>
    <message>
        <source>Claim {number} approved: {amount}</source>
        <translation>理赔 {number} 已审批：{amount}</translation>
    </message>
    <message>
        <source>Claim {number} is settled by itself again</source>
        <translation>理赔 {number} 恢复单独处理</translation>
    </message>
    <message>
        <source>Claim {number} is settled together with others</source>
        <translation>理赔 {number} 与其他理赔合并处理</translation>
    </message>
    <message>
        <source>Claim {number} made</source>
        <translation>已发起理赔 {number}</translation>
    </message>
    <message>
        <source>Claim {number} paid</source>
        <translation>理赔 {number} 已付款</translation>
    </message>
    <message>
        <source>Claim {number} rejected</source>
        <translation>理赔 {number} 已驳回</translation>
    </message>
    <message>
        <source>Claim {number} submitted</source>
        <translation>理赔 {number} 已提交</translation>
    </message>
    <message>
        <source>Claim {number} went back to draft</source>
        <translation>理赔 {number} 退回草稿</translation>
    </message>
    <message>
        <source>Claim {number} withdrawn</source>
        <translation>理赔 {number} 已撤回</translation>
    </message>
    <message>
        <source>Claim {number}: agreement signed</source>
        <translation>理赔 {number}：协议已签回</translation>
    </message>
    <message>
        <source>Claim {number}: form printed</source>
        <translation>理赔 {number}：已打印表单</translation>
    </message>
    <message>
        <source>Claim {number}: objection answered</source>
        <translation>理赔 {number}：异议已答复</translation>
    </message>
    <message>
        <source>Claim {number}: the claimant objects</source>
        <translation>理赔 {number}：索赔人提出异议</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Guided diagnosis</source>
        <translation>智能诊断</translation>
    </message>
    <message>
        <source>Guided diagnosis “{tree}”, not finished</source>
        <translation>智能诊断“{tree}”，未完成</translation>
    </message>
    <message>
        <source>Guided diagnosis “{tree}”: {conclusion}</source>
        <translation>智能诊断“{tree}”：{conclusion}</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>已导入</translation>
    </message>
    <message>
        <source>Internal note</source>
        <translation>内部备注</translation>
    </message>
    <message>
        <source>Looked at the hidden {field}</source>
        <translation>查看了隐藏的{field}</translation>
    </message>
    <message>
        <source>Passed over</source>
        <translation>已跳过</translation>
    </message>
    <message>
        <source>Promise kept: {what}</source>
        <translation>承诺已兑现：{what}</translation>
    </message>
    <message>
        <source>Promise not kept: {what}</source>
        <translation>承诺未兑现：{what}</translation>
    </message>
    <message>
        <source>Promise withdrawn: {what}</source>
        <translation>承诺已撤回：{what}</translation>
    </message>
    <message>
        <source>Promised: {what}, until {until}</source>
        <translation>承诺：{what}，{until} 前</translation>
    </message>
    <message>
        <source>Recorded: {name}</source>
        <translation>已登记：{name}</translation>
    </message>
    <message>
        <source>Taken back: {action}</source>
        <translation>已撤销：{action}</translation>
    </message>
    <message>
        <source>Task {number} for {department}</source>
        <translation>协办任务 {number}：{department}</translation>
    </message>
    <message>
        <source>The customer urges</source>
        <translation>客户催单</translation>
    </message>
    <message>
        <source>Ticket {number} was linked as a duplicate of this one</source>
        <translation>工单 {number} 被标记为本单的重复单</translation>
    </message>
    <message>
        <source>Ticket {number} was merged into this one</source>
        <translation>工单 {number} 已并入本单</translation>
    </message>
    <message>
        <source>Transferred from {before} to {after}</source>
        <translation>由{before}转到{after}</translation>
    </message>
    <message>
        <source>back a step</source>
        <translation>退回一步</translation>
    </message>
    <message>
        <source>put there by hand</source>
        <translation>手动指定</translation>
    </message>
    <message>
        <source>to {recipient}</source>
        <translation>发给 {recipient}</translation>
    </message>
    <message>
        <source>{field}: {after}</source>
        <translation>{field}：{after}</translation>
    </message>
    <message>
        <source>{field}: {before} → none</source>
        <translation>{field}：{before} → 无</translation>
    </message>
    <message>
        <source>{field}: {before} → {after}</source>
        <translation>{field}：{before} → {after}</translation>
    </message>
</context>
<context>
    <name>times</name>
    <message>
        <source>just now</source>
        <translation>刚刚</translation>
    </message>
    <message>
        <source>overdue {span}</source>
        <translation>超时 {span}</translation>
    </message>
    <message>
        <source>paused</source>
        <extracomment>A limit nearer than this is &quot;soon&quot;.</extracomment>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>{d} d</source>
        <translation>{d} 天</translation>
    </message>
    <message>
        <source>{d} d {h} h</source>
        <translation>{d} 天 {h} 小时</translation>
    </message>
    <message>
        <source>{h} h</source>
        <translation>{h} 小时</translation>
    </message>
    <message>
        <source>{h} h {m:02d}</source>
        <translation>{h} 小时 {m:02d}</translation>
    </message>
    <message>
        <source>{n} d ago</source>
        <translation>{n} 天前</translation>
    </message>
    <message>
        <source>{n} h ago</source>
        <translation>{n} 小时前</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} 分钟</translation>
    </message>
    <message>
        <source>{n} min ago</source>
        <translation>{n} 分钟前</translation>
    </message>
    <message>
        <source>{span} left</source>
        <translation>剩 {span}</translation>
    </message>
</context>
<context>
    <name>unsafe</name>
    <message>
        <source>Kept with the message</source>
        <translation>与消息一同留存</translation>
    </message>
    <message>
        <source>Leader who agreed</source>
        <translation>同意的班组长</translation>
    </message>
    <message>
        <source>Send with a reason…</source>
        <extracomment>Sends the reply with more facts of `SendReply`.</extracomment>
        <translation>说明原因后发送…</translation>
    </message>
</context>
<context>
    <name>verdict</name>
    <message>
        <source>Genuine</source>
        <translation>真实</translation>
    </message>
    <message>
        <source>Genuine, with something added</source>
        <translation>真实，有追加内容</translation>
    </message>
    <message>
        <source>In the register</source>
        <translation>登记簿中有此编号</translation>
    </message>
    <message>
        <source>No form of this house</source>
        <translation>不是本单位表单</translation>
    </message>
    <message>
        <source>Not in the register</source>
        <translation>登记簿中没有</translation>
    </message>
    <message>
        <source>Not what was issued</source>
        <translation>与签发内容不一致</translation>
    </message>
</context>
<context>
    <name>view</name>
    <message>
        <source>All tickets</source>
        <translation>全部工单</translation>
    </message>
    <message>
        <source>Call-backs</source>
        <translation>待回访</translation>
    </message>
    <message>
        <source>Claims in progress</source>
        <translation>理赔进行中</translation>
    </message>
    <message>
        <source>Due soon</source>
        <translation>即将到期</translation>
    </message>
    <message>
        <source>Escalated</source>
        <translation>已升级</translation>
    </message>
    <message>
        <source>Green lane</source>
        <translation>绿色通道</translation>
    </message>
    <message>
        <source>My tickets</source>
        <translation>我的工单</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>已超时</translation>
    </message>
    <message>
        <source>Promises due</source>
        <translation>将到期的承诺</translation>
    </message>
    <message>
        <source>Recently closed</source>
        <translation>最近关闭</translation>
    </message>
    <message>
        <source>Tasks for departments</source>
        <translation>协办任务</translation>
    </message>
    <message>
        <source>Unassigned in my groups</source>
        <translation>本组待领</translation>
    </message>
    <message>
        <source>Urged</source>
        <translation>催单</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
</context>
<context>
    <name>waiting</name>
    <message>
        <source>a colleague or department</source>
        <translation>内部同事或部门</translation>
    </message>
    <message>
        <source>something else</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>the customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>the merchant</source>
        <translation>商家</translation>
    </message>
    <message>
        <source>the receiver</source>
        <translation>收件方</translation>
    </message>
    <message>
        <source>the sender</source>
        <translation>寄件方</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
</context>
</TS>
