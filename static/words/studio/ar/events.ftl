### The list of events, a new event, an event's head, and its settings.


## The list

events-title = فعالياتك
events-new = فعالية جديدة
events-older = عرض الفعاليات الأقدم
events-to-go = { $count ->
    [zero] لم يبقَ شيء
    [one] بقيت صورة
    [two] بقيت صورتان
    [few] بقيت { $count } صور
    [many] بقيت { $count } صورة
   *[other] بقيت { $count } صورة
  }
events-none = لا فعاليات بعد
events-none-lead = أنشئ فعالية وارفع صورك وأعطِ ضيوفك الرابط أو رمز QR. يجدون أنفسهم بصورة سيلفي وأنت ما زلت تصوّر.
events-guest-title = هذا حساب ضيف
events-guest-lead = لا ينشئ الفعاليات إلا المصوّرون. يمكن لمن يدير هذه الخدمة تغيير دورك.
events-start-page = إلى الصفحة الرئيسية

## A new event

event-name = الاسم
event-name-example = حفلة الصيف
event-date = التاريخ (اختياري)
event-create = إنشاء الفعالية
event-creating = جارٍ الإنشاء …

## Who can search

visibility-legend = من يمكنه البحث؟
visibility-unlisted-short = بالرابط
visibility-unlisted = كل من لديه الرابط
visibility-unlisted-means = يدخل الضيوف برابط أو رمز QR أو كشك ويرون الصور التي يظهرون فيها. لا يجد الفعالية أحد غيرهم.
visibility-public-short = الجميع
visibility-public = الجميع
visibility-public-means = تظهر في الصفحة الرئيسية. يمكن لأي شخص البحث بصورة سيلفي، وتصفّح كل الصور إذا فتحت المعرض.
visibility-private-short = خاصة
visibility-private = خاصة
visibility-private-means = مثل «كل من لديه الرابط». ويمكن لبرنامج خاص بك أن يكون أكثر صرامة.

## What guests see first

preview-caption = أول ما يراه الضيوف، بلغتهم
preview-failed = تعذّر تحميل المعاينة.
