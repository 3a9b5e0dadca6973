### The team of an event, and an invitation to one.


## Roles

team-role-owner = المالك
team-role-shoot = مصوّر
team-role-shoot-means = يرسل الصور ويرى كل شيء ويحذف صوره.
team-role-edit = محرّر
team-role-edit-means = يرسل الصور ويوافق عليها كلها ويقيّمها ويخفيها ويضبط ساعات الكاميرات.
team-role-help = مساعد
team-role-help-means = يرى كل شيء ويوافق على الصور، ولا يرسل صورًا.
team-event-of = { $role } · فعالية { $owner }
team-event-of-somebody = { $role } · فعالية شخص آخر

## The page

event-part-team = الفريق
team-members = الفريق
team-members-count = { $count ->
    [zero] لا أحد في الفريق
    [one] شخص واحد في الفريق
    [two] شخصان في الفريق
    [few] { $count } أشخاص في الفريق
    [many] { $count } شخصًا في الفريق
   *[other] { $count } شخص في الفريق
  }
team-alone = أنت وحدك حتى الآن
team-alone-lead = ادعُ زملاءك برابط. يسجّل كلٌّ منهم الدخول بحسابه ويرى هذه الفعالية وتُنسب صوره إليه.
team-you = { $name } (أنت)
team-former = زميل سابق
team-since = في الفريق منذ { $date }
team-role = الدور
team-role-of = دور { $name }
team-release = صوره
team-release-own = صورك
team-release-of = متى يرى الضيوف صور { $name }
team-release-event = كما في الفعالية
team-release-at_once = فورًا
team-release-later = بعد بضع دقائق
team-release-approved = بعد الموافقة
team-saved = تم الحفظ.
team-remove = إزالة
team-remove-of = إزالة { $name }
team-remove-title = إزالة { $name } من الفريق؟
team-remove-lead = تنتهي حسابات FTP والوصول إلى هذه الفعالية فورًا. تبقى الصور باسم من أرسلها.
team-remove-yes = إزالة من الفريق
team-removed = لم يعد { $name } في الفريق.
team-leave = مغادرة الفريق
team-leave-title = هل تغادر هذا الفريق؟
team-leave-lead = لن ترى هذه الفعالية بعد ذلك وتنتهي حسابات FTP الخاصة بك فيها. تبقى صورك باسمك.

## Invitations

team-invite-title = دعوة زميل
team-invite-note = لمن الدعوة؟ (اختياري)
team-invite-note-example = آنا، الكاميرا الثانية
team-invite-role = ماذا يمكنه أن يفعل؟
team-invite-submit = إنشاء رابط
team-invite-doing = جارٍ الإنشاء …
team-invited = الدعوة جاهزة
team-invited-lead = أرسل هذا الرابط إلى زميلك. يعمل مرة واحدة ولن يُعرض ثانية.
team-invited-copy = نسخ الرابط
team-open = دعوات مفتوحة
team-open-somebody = دعوة
team-open-until = { $role } · صالحة حتى { $date }
team-revoke = سحب
team-revoke-of = سحب الدعوة: { $note }
team-revoke-title = هل تسحب هذه الدعوة؟
team-revoke-lead = يتوقف رابطها عن العمل فورًا.
team-revoke-yes = سحب الدعوة

## What is offered

offer-sign-in = دُعيت للعمل في فعالية. سجّل الدخول أو أنشئ حسابًا لترى الدعوة.
offer-title = دعوة
offer-lead = يدعوك { $name } للعمل في هذه الفعالية.
offer-lead-somebody = أنت مدعوّ للعمل في هذه الفعالية.
offer-role = دورك
offer-date = التاريخ
offer-until = صالحة حتى
offer-accept = الانضمام إلى الفريق
offer-accepting = جارٍ الانضمام …
offer-decline = رفض
offer-declined-title = رُفضت الدعوة
offer-declined-lead = لم يعد الرابط يعمل.
offer-guest = حسابك حساب ضيف. المصوّرون وحدهم ينضمون إلى فريق.
offer-gone = لا يمكن فتح هذه الدعوة
error-on_the_team = أنت في فريق هذه الفعالية بالفعل.
error-team_full = الفريق مكتمل. أزل أحدًا أولًا.

## Who took what

by-line = تصوير { $name }
by-nobody = غير معروف
by-filter = المصوّر
by-camera = الكاميرا
by-any = الجميع
by-any-camera = كل الكاميرات
by-count = { $name } ({ $photos })
